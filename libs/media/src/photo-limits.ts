/** The largest file that is decoded: WhatsApp's own limit is below it. */
export const maxPhotoBytes = 16 * 1024 * 1024;

/** What the decoding process goes by. */
export const photoLimits = {
  /** 31 kB of PNG can unfold to gigabytes; the largest cameras of phones in use have 50 million pixels as they send. */
  pixels: 50_000_000,
  /** The longer side for viewing. The usual 12 megapixels (4000 or 4032 wide) are halved while a JPEG is decoded: 2048 would cost twice the time. */
  viewing: 2000,
  thumbnail: 480,
  placeholder: 24,
  /** Of its `data:` address, in characters. */
  placeholderLength: 800,
  /** Memory of the whole process, in bytes: 50 million pixels are 150 MB, a progressive JPEG of them twice that. */
  memory: 700 * 1024 * 1024,
};
