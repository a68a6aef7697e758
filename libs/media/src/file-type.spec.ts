import { describe, expect, it } from 'vitest';
import { fileType } from './file-type.js';

const text = (words: string) => Buffer.from(words, 'latin1');

describe('the type by the first bytes', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['OggS\0\x02', 'audio/ogg'],
    ['#!AMR\n<', 'audio/amr'],
    ['ID3\x04', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['\xff\xf1\x50\x80', 'audio/aac'],
    ['\xff\xf9\x50\x80', 'audio/aac'],
    ['\0\0\0\x20ftypM4A \0\0', 'audio/mp4'],
    ['\0\0\0\x20ftypisom\0\0', 'video/mp4'],
    ['\0\0\0\x18ftyp3gp4\0\0', 'video/3gpp'],
    // What is not carried.
    ['\0\0\0\x18ftypheic\0\0', null],
    ['\0\0\0\x18ftypavif\0\0', null],
    ['\xff\xd8\xff\xe0', null],
    ['GIF89a', null],
    ['<svg xmlns="', null],
    ['<!doctype html>', null],
    ['MZ\x90\0', null],
    ['PK\x03\x04', null],
    [' %PDF-1.7', null],
    ['', null],
  ])('%j is %s', (head, type) => expect(fileType(text(head))).toBe(type));

  it('is read where the bytes begin, not where their buffer does', () => {
    const shared = text('%PDF-OggS');
    expect(fileType(shared.subarray(5))).toBe('audio/ogg');
  });
});
