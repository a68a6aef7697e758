import type { Reading } from '#libs/contracts';
import { sameMeter } from './meters.ts';

/**
 * Of the readings with a photo, the one to hold a photo against: of the same meter, taken before. A photo that nobody has
 * read yet is held against the contact's last reading.
 */
export function previousReading(photo: { id: string; takenAt: string }, readings: readonly Reading[]): Reading | null {
  const own = readings.filter(({ attachmentId, status }) => attachmentId === photo.id && status !== 'rejected');
  const before = own[0]?.takenAt ?? photo.takenAt;
  return (
    readings
      .filter(
        (reading) =>
          reading.attachmentId !== null &&
          reading.attachmentId !== photo.id &&
          reading.status !== 'rejected' &&
          Date.parse(reading.takenAt) < Date.parse(before) &&
          (own.length === 0 || own.some((mine) => sameMeter(mine, reading))),
      )
      .sort((a, b) => Date.parse(b.takenAt) - Date.parse(a.takenAt))[0] ?? null
  );
}
