/** Brands of MP4 files (ISO 14496-12) that phones play; HEIC and AVIF photos have others. */
const videoBrands = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', 'dash'];

/** The type of a document, recording or video by its first bytes; null where it is none of those that channels carry. */
export function fileType(content: Uint8Array): string | null {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 16)).toString('latin1');
  if (head.startsWith('%PDF-')) return 'application/pdf';
  if (head.startsWith('OggS')) return 'audio/ogg';
  if (head.startsWith('#!AMR\n')) return 'audio/amr';
  if (head.startsWith('ID3')) return 'audio/mpeg';
  if (head.slice(4, 8) === 'ftyp') return brandType(head.slice(8, 12));
  // Frames without a header before them: MPEG audio layer III, and AAC in ADTS.
  const [first = 0, second = 0] = content;
  if (first !== 0xff) return null;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  return (second & 0xe6) === 0xe2 ? 'audio/mpeg' : null;
}

function brandType(brand: string): string | null {
  if (brand === 'M4A ' || brand === 'M4B ') return 'audio/mp4';
  if (brand.startsWith('3g')) return 'video/3gpp';
  return videoBrands.includes(brand) ? 'video/mp4' : null;
}
