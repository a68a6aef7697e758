import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageType, whyNoPhoto, whyNotShown } from './image-type.js';

const photo = sharp({ create: { width: 8, height: 8, channels: 3, background: '#2a6' } });
const latin = (text: string) => Buffer.from(text, 'latin1');

describe('a photo’s type', () => {
  it('goes by the bytes', async () => {
    expect(imageType(await photo.clone().jpeg().toBuffer())).toBe('image/jpeg');
    expect(imageType(await photo.clone().png().toBuffer())).toBe('image/png');
    expect(imageType(await photo.clone().webp().toBuffer())).toBe('image/webp');
  });

  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '', 'GIF89a', '%PDF-1.7'])('is none of %j', (text) =>
    expect(imageType(Buffer.from(text))).toBeNull(),
  );
});

describe('why something is no photo', () => {
  it.each([
    ['\0\0\0\x18ftypheic\0\0\0\0', /HEIC.*JPEG.*iPhone/],
    ['\0\0\0\x18ftypmif1\0\0\0\0', /HEIC/],
    ['\0\0\0\x18ftypavif\0\0\0\0', /AVIF.*JPEG/],
    ['GIF89a', /GIF/],
    ['II*\0\x08\0\0\0', /TIFF/],
    ['BM\x36\0\0\0\0\0\0\0', /BMP/],
  ])('is said of the picture %j, however it is called', (head, words) => {
    expect(whyNotShown(latin(head))).toMatch(words);
    expect(whyNoPhoto(latin(head))).toMatch(words);
  });

  it.each([
    ['<svg xmlns="x">', /SVG/],
    ['\xef\xbb\xbf<?xml version="1.0"?>\n<svg>', /SVG/],
    ['  <!DOCTYPE html><script>', /web page/],
    ['BMW', /JPEG, PNG or WebP/],
    ['anything', /JPEG, PNG or WebP/],
    ['', /JPEG, PNG or WebP/],
  ])('is said of %j where it calls itself a photo', (head, words) => {
    expect(whyNotShown(latin(head))).toBeNull();
    expect(whyNoPhoto(latin(head))).toMatch(words);
  });
});
