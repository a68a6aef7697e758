import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moving, noisy, phonePhoto, plain, unfoldingPng } from '../../../test/support/hostile-photos.js';
import { type DecoderOptions, PhotoDecoder } from './photo-decoder.js';
import { photoLimits } from './photo-limits.js';

let folder: string;
let decoder: PhotoDecoder;
const others: PhotoDecoder[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shiftline-photos-'));
  decoder = new PhotoDecoder();
});
afterAll(async () => {
  for (const each of [decoder, ...others]) each.stop();
  await rm(folder, { recursive: true, force: true });
});
const other = (options: Partial<DecoderOptions>) => {
  const made = new PhotoDecoder(options);
  others.push(made);
  return made;
};
let files = 0;
async function fileOf(content: Uint8Array | string): Promise<string> {
  const file = path.join(folder, `${++files}`);
  await writeFile(file, content);
  return file;
}
const decode = async (content: Uint8Array) => decoder.decode(await fileOf(content));
const middle = async (jpeg: Buffer) => {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
};
const near = (colour: number[], wanted: number[], by = 12) =>
  expect(colour.map((value, i) => Math.abs(value - wanted[i]!) <= by || colour)).toEqual([true, true, true]);

describe('a photo', () => {
  it('is turned upright and loses place, camera and time, which is told apart', async () => {
    const photo = await decode(await phonePhoto(60, 40));
    expect([photo.width, photo.height]).toEqual([40, 60]);
    expect(photo.takenAt).toEqual(new Date('2026-03-01T08:00:00Z'));
    for (const made of [photo.content, photo.thumbnail, Buffer.from(photo.placeholder!.split(',')[1]!, 'base64')]) {
      const { format, exif, xmp, iptc, icc, orientation } = await sharp(made).metadata();
      expect([format, exif, xmp, iptc, icc, orientation]).toEqual([
        'jpeg',
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
    expect(photo.placeholder!.length).toBeLessThan(photoLimits.placeholderLength);
  });

  it('larger than a screen is made smaller, its thumbnail more so', async () => {
    const photo = await decode(await noisy(4032, 3024).jpeg().toBuffer());
    expect([photo.width, photo.height]).toEqual([2000, 1500]);
    expect(await sharp(photo.thumbnail).metadata()).toMatchObject({ width: 480, height: 360 });
    expect(photo.placeholder).toMatch(/^data:image\/jpeg;base64,[\w+/=]+$/);
    expect(photo.placeholder!.length).toBeLessThan(photoLimits.placeholderLength);
  });

  it('in CMYK has the colours it was meant to have', async () => {
    const cmyk = await plain(64, 64, '#22aa66').toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const { content } = await decode(cmyk);
    expect((await sharp(content).metadata()).space).toBe('srgb');
    near(await middle(content), [0x22, 0xaa, 0x66], 40);
  });

  it('of 16 bits has 8', async () => {
    const deep = await plain(64, 64, '#22aa66').toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const { content } = await decode(deep);
    expect(await sharp(content).metadata()).toMatchObject({ depth: 'uchar', space: 'srgb' });
    near(await middle(content), [0x22, 0xaa, 0x66]);
  });

  it('in shades of grey, or with an alpha channel, is shown on white', async () => {
    near(
      await middle((await decode(await plain(64, 64, '#22aa66').greyscale().png().toBuffer())).content),
      [133, 133, 133],
      20,
    );
    const clear = sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    near(await middle((await decode(await clear.png().toBuffer())).content), [255, 255, 255]);
  });

  it('that moves is its first frame', async () => {
    const animated = await moving();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const photo = await decode(animated);
    expect([photo.width, photo.height]).toEqual([40, 30]);
    near(await middle(photo.content), [255, 0, 0]);
  });
});

describe('what is refused', () => {
  it('is a file cut anywhere, in words', async () => {
    const whole = await noisy(400, 300).jpeg().toBuffer();
    for (const share of [0.1, 0.5, 0.9]) {
      const cut = decode(whole.subarray(0, whole.length * share));
      await expect(cut).rejects.toMatchObject({ refusal: 'damaged', message: 'The photo is damaged or incomplete.' });
    }
  });

  it('is a bomb, by what its head says', async () => {
    const bomb = unfoldingPng(16_000, 16_000);
    expect(bomb.length).toBeLessThan(40_000);
    await expect(decode(bomb)).rejects.toMatchObject({
      refusal: 'too-many-pixels',
      message: 'The photo is too large: 16000 x 16000 pixels, at most 50 million can be opened.',
    });
  });

  it('is every other kind, even where it would decode', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    );
    for (const file of [svg, await plain(9, 9).gif().toBuffer(), await plain(9, 9).tiff().toBuffer()]) {
      expect((await sharp(file).metadata()).width).toBe(9);
      await expect(decode(file)).rejects.toMatchObject({ refusal: 'damaged' });
    }
  });
});

/** A decoding process with one fault, which does everything else as the real one. */
async function faulty(fault: string): Promise<string> {
  const file = path.join(folder, `${++files}.mjs`);
  await writeFile(
    file,
    `process.on('disconnect', () => process.exit());
     const limits = JSON.parse(process.argv[2]);
     process.on('message', ({ id, file }) => {
       if (file.endsWith('good')) return process.send({ id, photo: { width: 1, height: 1, exif: null,
         content: Buffer.from(JSON.stringify(process.env)), thumbnail: Buffer.alloc(0), placeholder: null } });
       ${fault}
     });
     process.send({ ready: true });`,
  );
  return file;
}

describe('a process', () => {
  it.each([
    ['crashes', 'process.abort()'],
    ['hangs', 'for (;;);'],
    ['ends', 'process.exit(0)'],
  ])('that %s over a photo costs that photo alone', async (_, fault) => {
    const fragile = other({ program: await faulty(fault), timeoutMs: 400 });
    const bad = await fileOf('bad');
    const good = path.join(folder, 'good');
    const asked = [fragile.decode(bad), fragile.decode(good), fragile.decode(bad), fragile.decode(good)];
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    for (const end of ends.filter((e) => e.status === 'rejected')) {
      expect(end.reason).toMatchObject({ refusal: 'damaged', message: expect.stringContaining('too much') });
    }
  });

  it('that needs more memory than it may is ended', async () => {
    const tight = other({ limits: { ...photoLimits, memory: 60 * 1024 * 1024 } });
    const big = await fileOf(await plain(7000, 7000).jpeg({ progressive: true }).toBuffer());
    await expect(tight.decode(big)).rejects.toMatchObject({ refusal: 'damaged' });
  });

  it('that does not start loses no photo: it may be tried again', async () => {
    const absent = other({ program: path.join(folder, 'absent.mjs') });
    const ends = await Promise.allSettled([absent.decode('a'), absent.decode('b')]);
    for (const end of ends) expect((end as PromiseRejectedResult).reason).not.toHaveProperty('refusal');
  });

  it('knows nothing of the hub’s secrets, ends without work and comes back with some', async () => {
    process.env['SECRET_OF_THE_HUB'] = 'seven seals';
    const quiet = other({ program: await faulty(''), idleMs: 50 });
    const good = path.join(folder, 'good');
    const { content } = await quiet.decode(good);
    expect(content.toString()).toContain('MALLOC_ARENA_MAX');
    expect(content.toString()).not.toContain('seven seals');
    delete process.env['SECRET_OF_THE_HUB'];
    const first = quiet.pid;
    for (const until = Date.now() + 3000; quiet.pid !== undefined && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(quiet.pid).toBeUndefined();
    await quiet.decode(good);
    expect(quiet.pid).not.toBe(first);
  });

  it('that is stopped rejects what waits', async () => {
    const stopping = other({ program: await faulty('') });
    const waits = [stopping.decode('one'), stopping.decode('two')];
    stopping.stop();
    for (const end of await Promise.allSettled(waits)) expect(end).toMatchObject({ status: 'rejected' });
  });
});
