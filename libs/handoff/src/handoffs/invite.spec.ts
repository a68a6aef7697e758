import { describe, expect, it } from 'vitest';
import { newBindingToken } from '#libs/messaging';
import { invite, smsInvite } from './invite.js';

const words = {
  company: 'Acme Water',
  reason: 'a meter reading',
  voiceNumber: '+442079460123',
  whatsappLink: null,
  photoLink: null,
  promiseMinutes: null,
};

describe('the invite by text', () => {
  it('says who writes, why, how to reach a person and how to stop', () => {
    expect(smsInvite(words)).toMatch(/Acme Water.*a meter reading.*\+442079460123.*STOP/);
  });
  it('names the reason as people do', () => {
    expect(smsInvite({ ...words, reason: 'meter_reading' })).toMatch(/about meter reading\. /);
  });

  it('has words where nobody knows the reason', () => {
    expect(smsInvite({ ...words, reason: ' ' })).toMatch(/about your call/);
  });
  it('carries the WhatsApp link to the customer, and never shows it to agents', () => {
    const link = `https://wa.me/447700900999?text=${newBindingToken()}`;
    const { body, text } = invite('sms', undefined, { ...words, whatsappLink: link });
    expect(body).toMatchObject({ type: 'text', text: expect.stringContaining(link) as string });
    expect(text).not.toMatch(/wa\.me|SL-/);
  });
  it('says by when they have an answer, where that was promised', () => {
    expect(smsInvite({ ...words, promiseMinutes: 30 })).toContain('Just reply here and we answer within 30 minutes.');
    expect(smsInvite({ ...words, promiseMinutes: 120 })).toContain('within 2 hours.');
    expect(smsInvite(words)).not.toContain('within');
  });
  it('carries the link for photos, and shows agents only that there is one', () => {
    const photoLink = 'https://hub.example/u/abc';
    const { body, text } = invite('sms', undefined, { ...words, photoLink });
    expect(body).toMatchObject({ text: expect.stringContaining(`Send photos here: ${photoLink} To talk`) as string });
    expect(text).toMatch(/Send photos here \(link\)\. To talk/);
  });
});

describe('the invite by WhatsApp', () => {
  it('is the approved template with its parameters, readable to agents', () => {
    const template = { name: 'invite', language: 'en', text: '{{1}} about {{2}}: call {{3}}. STOP', providerId: null };
    expect(invite('whatsapp', template, words)).toEqual({
      body: { type: 'template', template, parameters: ['Acme Water', 'a meter reading', '+442079460123'] },
      text: 'Acme Water about a meter reading: call +442079460123. STOP',
    });
  });
});
