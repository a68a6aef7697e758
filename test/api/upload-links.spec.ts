import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, getThread, offered, problem, threadsOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { asked, fileOn, linkFor, photoFile, sendForm, uploadsIn } from '../support/upload-links.js';

let hub: TestHub;
const newPhone = phones('+44770092');
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

describe('a link', () => {
  it('holds a token of 140 bits, of which only a hash is stored', async () => {
    const { url, expiresAt, text, threadId } = await asked(hub, newPhone());
    const token = url.split('/u/')[1]!;
    expect(url).toBe(`${hub.url}/u/${token}`);
    expect(token).toMatch(/^[a-km-np-z2-9]{28}$/);
    expect(text).toContain(url);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23.9 * 3600 * 1000);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(24 * 3600 * 1000);
    const links = await hub.query<{ thread_id: string; hash: string }>(
      `select *, encode(token_hash, 'hex') as hash from upload_links where thread_id = $1`,
      [threadId],
    );
    expect(links).toMatchObject([{ thread_id: threadId, max_files: 5, hash: expect.stringMatching(/^\w{64}$/) }]);
    expect(JSON.stringify(links)).not.toContain(token);
  });

  it('is made by agents and machines, for threads that exist', async () => {
    const { threadId } = await asked(hub, newPhone());
    const path = (id: string) => `/api/v1/threads/${id}/upload-links`;
    expect((await hub.api('POST', path(threadId), { maxFiles: 10 }, await signIn(hub, 'agent'))).status).toBe(201);
    expect((await hub.api('POST', path(threadId), { maxFiles: 11 })).status).toBe(400);
    expect((await hub.api('POST', path(threadId), { maxFiles: 0 })).status).toBe(400);
    expect((await hub.api('POST', path('987654'), {})).status).toBe(404);
    expect((await hub.api('POST', path(threadId), {}, {})).status).toBe(401);
  });

  it('is used up by nothing but photos', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 1);
    for (let n = 0; n < 20; n++) {
      expect((await fetch(url, { method: 'HEAD', headers: { 'user-agent': 'WhatsApp/2.0' } })).status).toBe(200);
      expect((await fetch(url, { headers: { 'user-agent': 'facebookexternalhit/1.1' } })).status).toBe(200);
    }
    expect((await fetch(url, { method: 'POST', body: new FormData() })).status).toBe(400);
    expect((await sendForm(url, [await photoFile('#111111')])).status).toBe(200);
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('has a page that nobody keeps, frames, or learns about from elsewhere', async () => {
    const { url } = await asked(hub, newPhone());
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('the page', () => {
  it.each([
    ['de', 'Fotos an Wasser &amp; Söhne senden', 'Mit einem Menschen sprechen'],
    ['fr-CA', 'Envoyer des photos à Wasser &amp; Söhne', 'Parler à quelqu’un'],
    ['fi', 'Send photos to Wasser &amp; Söhne', 'Talk to a person'],
  ])('speaks the language of the company where it can: %s', async (language, title, person) => {
    const { body: before } = await hub.api('GET', '/api/v1/workspace');
    await hub.api('PUT', '/api/v1/workspace', { ...before, company: 'Wasser & Söhne', language });
    try {
      const { url, text } = await asked(hub, newPhone());
      const page = await (await fetch(url)).text();
      expect(page).toContain(title);
      expect(page).toContain(person);
      expect(page).toContain(`<html lang="${language === 'fi' ? 'en' : language}">`);
      expect(text.includes('photos here')).toBe(language === 'fi');
    } finally {
      await hub.api('PUT', '/api/v1/workspace', before);
    }
  });
});

describe('links that open nothing', () => {
  it('are all answered alike where they are guesses', async () => {
    const { url } = await asked(hub, newPhone());
    const token = url.split('/u/')[1]!;
    const guesses = [
      `${token.slice(0, -1)}${token.endsWith('2') ? '3' : '2'}`,
      token.toUpperCase(),
      'x',
      'a'.repeat(28),
      'a'.repeat(500),
      `${token}/other`,
      '%00',
      "' or 1=1 --",
    ];
    const answers = new Set<string>();
    for (const guess of guesses) {
      const answer = await fetch(`${hub.url}/u/${guess.includes(' ') ? encodeURIComponent(guess) : guess}`);
      const { date, ...headers } = Object.fromEntries(answer.headers);
      expect(date).toBeTruthy();
      answers.add(JSON.stringify([answer.status, headers, await answer.text()]));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^\[404,.*There is no such page/);
    const file = fileOn(`${hub.url}/u/${'a'.repeat(28)}`, Buffer.from('x'));
    for (const { status, body } of [await file.begin(), await file.state(), await file.piece(0)]) {
      expect([status, problem(body)]).toEqual([404, 'not-found']);
    }
    expect((await sendForm(`${hub.url}/u/${'a'.repeat(28)}`, [await photoFile('#000000')])).status).toBe(404);
  });

  it('are over after a day, with the way back to a person', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    await hub.query(`update upload_links set expires_at = now() - interval '1 second' where thread_id = $1`, [
      threadId,
    ]);
    const page = await fetch(url);
    expect(page.status).toBe(410);
    expect(await page.text()).toMatch(/used or has expired[^]*href="tel:\+442079460100"[^]*Talk to a person/);
    expect((await sendForm(url, [await photoFile('#000000')])).status).toBe(410);
    const { status, body } = await fileOn(url, Buffer.from('x')).begin();
    expect([status, problem(body)]).toEqual([410, 'link-over']);
    expect(await uploadsIn(hub, threadId)).toEqual([]);
  });

  it('are over when they are used up', async () => {
    const { url } = await asked(hub, newPhone(), 1);
    expect((await sendForm(url, [await photoFile('#0f0f0f')])).status).toBe(200);
    expect((await fetch(url)).status).toBe(410);
  });
});

describe('the thread of a link', () => {
  it('opens again when it was resolved', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    await hub.api('POST', `/api/v1/threads/${threadId}/resolve`, { disposition: 'solved' });
    expect((await sendForm(url, [await photoFile('#0a0a0a')])).status).toBe(200);
    expect((await getThread(hub, threadId)).status).toBe('open');
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('is where its customer goes on, if they do elsewhere', async () => {
    const phone = newPhone();
    const { url, threadId } = await asked(hub, phone);
    await hub.api('POST', `/api/v1/threads/${threadId}/resolve`, { disposition: 'solved' });
    await hub.query(`update threads set resolved_at = now() - interval '80 hours' where id = $1`, [threadId]);
    await handset(hub, phone).write('sms', 'Another thing');
    const next = await eventually(async () => (await threadsOf(hub, phone)).find(({ status }) => status === 'open'));
    expect(next.id).not.toBe(threadId);
    expect((await sendForm(url, [await photoFile('#0b0b0b')])).status).toBe(200);
    expect([(await uploadsIn(hub, threadId)).length, (await uploadsIn(hub, next.id)).length]).toEqual([0, 1]);
    expect((await getThread(hub, threadId)).status).toBe('resolved');
  });

  it('is engaged by a photo where a call was handed over', async () => {
    const phone = newPhone();
    const { offerId, callId } = await offered(hub, { from: phone });
    const { body } = await accept(hub, offerId, { channel: 'sms' });
    const { url } = await linkFor(hub, body.threadId);
    expect((await sendForm(url, [await photoFile('#0c0c0c')])).status).toBe(200);
    await eventually(async () => {
      const { body: call } = await hub.api<{ handoff: { status: string } }>('GET', `/api/v1/calls/${callId}`);
      return call.handoff.status === 'engaged';
    });
  });
});

describe('whoever asks too often', () => {
  it('by one link, or by guessing, waits a minute; others do not', async () => {
    const mine = await startTestHub();
    try {
      const { url } = await asked(mine, newPhone());
      const guess = () => fetch(`${mine.url}/u/${'b'.repeat(28)}`);
      for (let n = 0; n < 60; n++) expect((await guess()).status).toBe(404);
      const refused = await guess();
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
      expect(await refused.text()).toContain('Please wait a minute');
      expect((await fetch(url)).status).toBe(200);
      for (let n = 1; n < 1200; n += 50)
        await Promise.all(Array.from({ length: 50 }, () => fetch(url, { method: 'HEAD' })));
      expect((await fetch(url)).status).toBe(429);
    } finally {
      await mine.stop();
    }
  });
});
