/** What was counted for each of some: how many they are, and the sum of their counts and of the squares. */
export interface Sample {
  size: number;
  sum: number;
  squares: number;
}

export const meanOf = ({ size, sum }: Sample): number | null => (size === 0 ? null : sum / size);

const varianceOf = ({ size, sum, squares }: Sample) => (size < 2 ? null : (squares - sum ** 2 / size) / (size - 1));

/** Welch's interval for the difference of two means, at 95 %; null where a group has fewer than two. */
export function differenceOf(a: Sample, b: Sample): Record<'difference' | 'low' | 'high', number | null> {
  const [meanA, meanB, varianceA, varianceB] = [meanOf(a), meanOf(b), varianceOf(a), varianceOf(b)];
  const difference = meanA === null || meanB === null ? null : meanA - meanB;
  if (difference === null || varianceA === null || varianceB === null) return { difference, low: null, high: null };
  const error = Math.sqrt(varianceA / a.size + varianceB / b.size);
  return { difference, low: difference - 1.96 * error, high: difference + 1.96 * error };
}
