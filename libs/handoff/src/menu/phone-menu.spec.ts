import { describe, expect, it } from 'vitest';
import type { VoiceVerb } from '#libs/channels';
import { handoffMenu, type HandoffProgress, holdMenu, offerPrompt, waitMenu } from './phone-menu.js';

const spoken = (verbs: VoiceVerb[]) =>
  verbs.map((v) => (v.verb === 'say' ? v.text : v.verb === 'gather' ? v.say : '')).join(' ');
const kinds = (verbs: VoiceVerb[]) => verbs.map((v) => v.verb).join(' ');
const progress = (more: Partial<HandoffProgress>): HandoffProgress => ({
  status: 'sent',
  channel: 'whatsapp',
  fallbackFrom: null,
  seconds: 1,
  told: false,
  ...more,
});
const menu = (more: Partial<HandoffProgress>) => handoffMenu('Acme', 'support', progress(more));

describe('the spoken offer', () => {
  it('names the company, the wait, each choice with its key, and the way to a person', () => {
    expect(offerPrompt('Acme', 420, ['whatsapp', 'sms'])).toMatch(
      /Acme.*about 7 minutes.*WhatsApp, press 1\..*text message, press 2\..*person, press 0/,
    );
  });
  it('leaves out a channel that is not offered, and a wait nobody knows', () => {
    const prompt = offerPrompt('Acme', null, ['sms']);
    expect(prompt).not.toMatch(/WhatsApp|minute/);
    expect(prompt).toMatch(/text message, press 2/);
  });
});

describe('after accepting', () => {
  it('does not claim anything before the provider has accepted', () => {
    expect(spoken(menu({ status: 'sending' }))).toMatch(/One moment/);
    expect(spoken(menu({ status: 'sending' }))).not.toMatch(/on its way/);
  });
  it('says once that it is on its way, and goes on listening for a 0', () => {
    expect(spoken(menu({ status: 'sent' }))).toMatch(/WhatsApp message is on its way.*press 0/);
    expect(kinds(menu({ status: 'sent' }))).toBe('gather redirect');
    expect(spoken(menu({ status: 'sent', told: true })).trim()).toBe('');
  });
  it('says goodbye with the receipt, and after eight seconds without one', () => {
    expect(spoken(menu({ status: 'delivered', told: true }))).toMatch(/has arrived.*Goodbye/);
    expect(spoken(menu({ status: 'sent', seconds: 8, told: true }))).toMatch(/should be there in a moment.*Goodbye/);
    expect(kinds(menu({ status: 'delivered' }))).toBe('say hangup');
  });
  it('tells of the text that went instead of WhatsApp', () => {
    expect(spoken(menu({ channel: 'sms', fallbackFrom: 'whatsapp' }))).toMatch(/not reach you on WhatsApp.*text/);
  });
  it('gives the caller back to the queue where nothing would carry it, or nobody confirmed', () => {
    expect(kinds(menu({ status: 'failed' }))).toMatch(/enqueue$/);
    expect(kinds(menu({ status: 'sending', seconds: 9 }))).toMatch(/enqueue$/);
  });
});

describe('waiting', () => {
  it('speaks only numbers that are known', () => {
    expect(spoken(waitMenu(3, 140))).toMatch(/number 3.*about 2 minutes/);
    expect(spoken(waitMenu(1, null))).toMatch(/You are next/);
    expect(spoken(waitMenu(null, null)).trim()).toBe('Thank you for waiting.');
  });
  it('goes straight to the queue where nothing is offered', () => {
    expect(kinds(holdMenu('Acme', null, 'support'))).toBe('say enqueue');
  });
});
