import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meterPhoto } from '../../../test/support/meter-photo.js';
import { DigitReader } from './digit-reader.js';

describe('a photo of a meter', () => {
  const reader = new DigitReader({ timeoutMs: 60_000 });
  afterAll(() => reader.stop());

  it.each([
    ['48213', {}],
    ['90756', {}],
    ['00482', { ink: '#eee', paper: '#181818' }],
    ['48950', { gap: 4 }],
    ['13579', { tilt: 3 }],
  ])('of %s, %j, is read', { timeout: 60_000 }, async (digits, look) => {
    const [first] = (await reader.read(await meterPhoto(digits, look)))!;
    expect(first?.text).toBe(digits);
    expect(first!.confidence).toBeGreaterThan(0.6);
    expect(first!.confidence).toBeLessThanOrEqual(1);
  });

  it('lying on its side is read as an agent has turned it', { timeout: 60_000 }, async () => {
    const lying = await sharp(await meterPhoto('48213'))
      .rotate(90)
      .jpeg()
      .toBuffer();
    expect((await reader.read(lying, 270))![0]?.text).toBe('48213');
  });

  it('that shows nothing, or is none, has no digits', { timeout: 60_000 }, async () => {
    expect(await reader.read(await meterPhoto(''))).toEqual([]);
    expect(await reader.read(Buffer.from('no photo at all'))).toEqual([]);
  });
});

/** Reads what it is sent as the digits, unless that says to hang or to end. */
const fake = `
process.on('disconnect', () => process.exit());
process.on('message', ({ id, photo }) => {
  const text = Buffer.from(photo).toString();
  if (text === 'end') process.exit(1);
  if (text !== 'hang') setTimeout(() => process.send({ id, found: [{ text, confidence: 0.9 }] }), 50);
});
process.send({ ready: true });`;

describe('the process that reads', () => {
  let folder: string;
  let program: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'digits-'));
    program = path.join(folder, 'fake.mjs');
    await writeFile(program, fake);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const texts = async (reader: DigitReader, photo: string) =>
    (await reader.read(Buffer.from(photo)))?.map(({ text }) => text) ?? null;

  it('is ended where it takes too long or ends by itself, and the next photo has another', async () => {
    const reader = new DigitReader({ program, timeoutMs: 1500 });
    expect(await texts(reader, 'hang')).toEqual([]);
    expect(await texts(reader, '111')).toEqual(['111']);
    expect(await texts(reader, 'end')).toEqual([]);
    expect(await texts(reader, '222')).toEqual(['222']);
    reader.stop();
  });

  it('reads one photo at a time, and four more wait; the others are told so', async () => {
    const reader = new DigitReader({ program });
    const asked = ['111', '222', '333', '444', '555', '666', '777'].map((photo) => texts(reader, photo));
    expect(await Promise.all(asked)).toEqual([['111'], ['222'], ['333'], ['444'], ['555'], null, null]);
    reader.stop();
  });

  it('that cannot even start shows nothing', async () => {
    const reader = new DigitReader({ program: path.join(folder, 'missing.mjs') });
    expect(await texts(reader, '111')).toEqual([]);
    reader.stop();
  });
});
