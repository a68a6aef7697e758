import type { Reading } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { previousReading } from './previous-photo.ts';

const reading = (
  attachmentId: string | null,
  takenAt: string,
  serial = 'A1',
  status: Reading['status'] = 'confirmed',
) => ({ id: `of ${attachmentId}`, attachmentId, takenAt, serial, register: '', status }) as Reading;
const readings = [
  reading('4', '2026-04-01T00:00:00Z', 'B2'),
  reading('3', '2026-03-01T00:00:00Z', 'A1', 'rejected'),
  reading(null, '2026-02-15T00:00:00Z'),
  reading('2', '2026-02-01T00:00:00Z', 'a-1'),
  reading('1', '2026-01-01T00:00:00Z'),
];

describe('the photo to compare with', () => {
  it('is that of the same meter’s reading before, rejected ones aside', () => {
    const shown = { id: '5', takenAt: '2026-05-01T00:00:00Z' };
    const own = reading('5', '2026-05-01T00:00:00Z', 'A 1');
    expect(previousReading(shown, [own, ...readings])?.attachmentId).toBe('2');
    expect(previousReading({ id: '2', takenAt: '2026-02-01T00:00:00Z' }, readings)?.attachmentId).toBe('1');
  });

  it('is that of the last reading where the photo has none yet', () => {
    expect(previousReading({ id: '5', takenAt: '2026-05-01T00:00:00Z' }, readings)?.attachmentId).toBe('4');
    expect(previousReading({ id: '5', takenAt: '2026-02-10T00:00:00Z' }, readings)?.attachmentId).toBe('2');
  });

  it('is none where nothing came before', () => {
    expect(previousReading({ id: '1', takenAt: '2026-01-01T00:00:00Z' }, readings)).toBe(null);
    expect(previousReading({ id: '9', takenAt: '2026-01-01T00:00:00Z' }, [])).toBe(null);
  });
});
