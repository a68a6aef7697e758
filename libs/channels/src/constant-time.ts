import { timingSafeEqual } from 'node:crypto';

/**
 * Whether two texts are equal, in a time that tells nothing about where they differ (only whether their lengths do).
 */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
