const exifIfd = 0x8769;
const dateTimeOriginal = 0x9003;
const offsetTimeOriginal = 0x9011;
const maxEntries = 200;

/**
 * When a photo was taken, from the EXIF block of its file; null where that does not say or cannot be. Cameras write the
 * time of their wall clock, newer ones with its offset from UTC; without one it is read in this machine's time zone.
 */
export function takenAt(exif: Uint8Array, now: Date): Date | null {
  let block = Buffer.from(exif.buffer, exif.byteOffset, exif.byteLength);
  if (block.subarray(0, 6).toString('latin1') === 'Exif\0\0') block = block.subarray(6);
  try {
    const tiff = new Tiff(block);
    const pointer = tiff.entry(tiff.long(4), exifIfd);
    if (pointer === null) return null;
    const ifd = tiff.long(pointer + 8);
    const time = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(tiff.text(ifd, dateTimeOriginal));
    if (!time) return null;
    const offset = /^[+-]\d\d:\d\d/.exec(tiff.text(ifd, offsetTimeOriginal))?.[0] ?? '';
    const [, year, month, day, clock] = time;
    const taken = new Date(`${year}-${month}-${day}T${clock}${offset}`);
    // A clock that was never set, or one of another day; a wall clock may be up to 14 hours ahead of ours.
    const latest = now.getTime() + 15 * 3600 * 1000;
    return taken.getTime() > Date.UTC(1990) && taken.getTime() < latest ? taken : null;
  } catch {
    // An address beyond the block: it is not what it says it is.
    return null;
  }
}

/** A block of directories as in TIFF files; reading beyond its end throws. */
class Tiff {
  private readonly little: boolean;

  constructor(private readonly block: Buffer) {
    this.little = block.toString('latin1', 0, 2) === 'II';
  }

  long(at: number): number {
    return this.little ? this.block.readUInt32LE(at) : this.block.readUInt32BE(at);
  }

  /** Where the directory's entry with this tag begins. */
  entry(directory: number, tag: number): number | null {
    const entries = Math.min(this.short(directory), maxEntries);
    for (let n = 0; n < entries; n++) {
      const at = directory + 2 + n * 12;
      if (this.short(at) === tag) return at;
    }
    return null;
  }

  /** A text entry, empty where there is none. */
  text(directory: number, tag: number): string {
    const at = this.entry(directory, tag);
    if (at === null) return '';
    const length = Math.min(this.long(at + 4), 40);
    const from = length > 4 ? this.long(at + 8) : at + 8;
    return this.block.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  }

  private short(at: number): number {
    return this.little ? this.block.readUInt16LE(at) : this.block.readUInt16BE(at);
  }
}
