import { describe, expect, it } from 'vitest';
import { settingsFrom, usual, viewsToHear } from './notice-settings.ts';

describe('what was kept of the notices', () => {
  it.each([null, '', 'no JSON', '7', 'null', '{"browser":7,"quiet":"yes"}'])('%s is the usual', (kept) =>
    expect(settingsFrom(kept)).toEqual(usual),
  );

  it('is read as far as it is understood', () => {
    const read = settingsFrom('{"browser":{"reply":true,"other":true},"quiet":false}');
    expect(read).toEqual({ ...usual, browser: { ...usual.browser, reply: true }, quiet: false });
  });
});

it('unassigned threads are heard of only where somebody wants to', () => {
  const silent = { ...usual, title: false };
  expect(viewsToHear(silent)).toEqual(['mine']);
  expect(viewsToHear({ ...silent, sound: { ...silent.sound, unassigned: true } })).toEqual(['mine', 'unassigned']);
});
