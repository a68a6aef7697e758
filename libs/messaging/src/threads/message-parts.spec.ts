import { describe, expect, it } from 'vitest';
import type { CarriedFiles } from '#libs/channels';
import { messageParts, type ReadyFile } from './message-parts.js';

const MB = 1024 * 1024;
const carried: CarriedFiles[] = [
  { kind: 'image', mimeTypes: ['image/jpeg'], maxBytes: 5 * MB, maxCaption: 10 },
  { kind: 'audio', mimeTypes: ['audio/ogg'], maxBytes: 16 * MB, maxCaption: 0 },
];
const photo: ReadyFile = { id: '1', mimeType: 'image/jpeg', fileName: 'meter.jpg', bytes: 5 * MB };
const voice: ReadyFile = { id: '2', mimeType: 'audio/ogg', fileName: null, bytes: 9 };
const pdf: ReadyFile = { id: '3', mimeType: 'application/pdf', fileName: 'bill.pdf', bytes: 9 };

describe('the parts of a message', () => {
  it.each([
    ['photos without words', null, [photo, photo], ['1 image', '2 image']],
    ['words below the first', 'hello', [photo, photo], ['1 image hello', '2 image']],
    ['words as long as a caption may be', '1234567890', [photo], ['1 image 1234567890']],
    ['longer words by themselves, first', '12345678901', [photo], ['0 text 12345678901', '1 image']],
    ['words that cannot go below a recording', 'hello', [voice, photo], ['0 text hello', '1 audio', '2 image']],
    ['words below the photo that is first', 'hello', [photo, voice], ['1 image hello', '2 audio']],
  ] as const)('%s', (_, text, files, expected) => {
    const parts = messageParts(text, files, carried);
    expect(parts).not.toBeTypeOf('string');
    const words = (parts as Exclude<typeof parts, string>).map(({ part, body }) => {
      if (body.type === 'text') return `${part} text ${body.text}`;
      return body.type === 'file' ? `${part} ${body.kind} ${body.caption ?? ''}`.trim() : '';
    });
    expect(words).toEqual(expected);
  });

  it.each([
    ['a kind it does not carry', [photo, pdf], 'bill.pdf is application/pdf'],
    [
      'one byte too much',
      [{ ...photo, bytes: 5 * MB + 1 }],
      'meter.jpg is too large: this channel carries at most 5 MB',
    ],
    ['a file without a name', [photo, { ...voice, bytes: 17 * MB }], 'File 2 is too large'],
  ])('%s is refused with what to do', (_, files, why) => expect(messageParts('x', files, carried)).toContain(why));

  it('a channel without files carries none', () => expect(messageParts(null, [photo], [])).toContain('does not carry'));
});
