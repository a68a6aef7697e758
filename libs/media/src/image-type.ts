export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

/** The type by the first bytes; what a sender claims is not believed. Null: not a photo that is shown. */
export function imageType(content: Uint8Array): ImageType | null {
  const starts = (at: number, ...bytes: number[]) => bytes.every((byte, i) => content[at + i] === byte);
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}

const asJpeg = 'Ask for it as JPEG.';
const iPhone = 'On an iPhone: Settings, Camera, Formats, Most Compatible.';
const pictures: readonly [RegExp, string][] = [
  [
    /^.{4}ftyp(hei[cxms]|hev[cxms]|mi[fa]1|msf1)/s,
    `The photo is in HEIC, which cannot be shown here. ${asJpeg} ${iPhone}`,
  ],
  [/^.{4}ftypavi[fs]/s, `The photo is in AVIF, which cannot be shown here. ${asJpeg}`],
  [/^GIF8/, `The picture is a GIF, which is not shown here. ${asJpeg}`],
  [/^(II[*+]\0|MM\0[*+])/, `The photo is in TIFF or a camera's raw format, which cannot be shown here. ${asJpeg}`],
  [/^BM.{4}\0{4}/s, `The picture is in BMP, which is not shown here. ${asJpeg}`],
];
const pages: readonly [RegExp, string][] = [
  [/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:svg|!doctype svg)/i, 'The file is an SVG drawing and no photo.'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script)/i, 'The file is a web page and no photo.'],
];
const sentence = (kinds: typeof pictures, head: Buffer) =>
  kinds.find(([begins]) => begins.test(head.toString('latin1')))?.[1] ?? null;

/** Why a picture by its first bytes is not shown, in words for who waits for it; null where it is none of those known. */
export const whyNotShown = (head: Buffer): string | null => sentence(pictures, head);

/** The same of what only calls itself a photo. */
export const whyNoPhoto = (head: Buffer): string =>
  whyNotShown(head) ?? sentence(pages, head) ?? 'The file is not a photo that can be shown (JPEG, PNG or WebP).';
