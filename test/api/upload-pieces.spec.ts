import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { asked, fileOn, filesOf, linkFor, photoFile, uploadsIn } from '../support/upload-links.js';

let hub: TestHub;
const newPhone = phones('+44770092');
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

/** Hardly compressible, so of several pieces. */
const bigPhoto = (seed: number) =>
  sharp({
    create: {
      width: 900 + seed,
      height: 700,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();

/** As the page does it: from where the hub says, until it has arrived. */
async function resumed(file: ReturnType<typeof fileOn>): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    const { body } = await file.piece((await file.begin()).body.offset);
    if (body.arrived) return true;
  }
  return false;
}

describe('a file in pieces', () => {
  it('arrives by one request', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const { content } = await photoFile('#336699');
    const file = fileOn(url, content);
    expect(await file.begin()).toEqual({ status: 200, body: { offset: 0, bytes: content.length, arrived: false } });
    expect((await file.piece(0)).body).toEqual({ offset: content.length, bytes: content.length, arrived: true });
    expect((await uploadsIn(hub, threadId))[0]!.attachments).toMatchObject([{ status: 'ready' }]);
    expect(await filesOf(hub, url)).toEqual([{ status: 'kept', received: expect.any(Number), parts: 0 }]);
  });

  it('goes on to the byte wherever the connection was cut', async () => {
    const { threadId } = await asked(hub, newPhone());
    const content = await bigPhoto(1);
    const { length } = content;
    expect(length).toBeGreaterThan(600_000);
    const piece = 256 * 1024;
    for (const after of [0, 1, 2, 1000, piece - 1, piece, piece + 1, 2 * piece, 500_001, length - 2, length - 1]) {
      const { url } = await linkFor(hub, threadId);
      const file = fileOn(url, content);
      await file.begin();
      // What is less than a piece is written when the connection ends.
      const written = after >= piece ? piece : 0;
      await file.cut(0, after, async () => (await file.state()).body.offset >= written);
      const { offset } = (await file.state()).body;
      expect([after, offset >= written, offset <= after]).toEqual([after, true, true]);
      const head = await fetch(`${url}/files/${file.sha256}`, { method: 'HEAD' });
      expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(offset);
      // Where it is wrong the hub says so; it compares the checksum of the whole: nothing was lost, nothing came twice.
      expect([after, await resumed(file)]).toEqual([after, true]);
    }
    expect(await uploadsIn(hub, threadId)).toHaveLength(11);
  });

  it('keeps what was read before a cut, however little', async () => {
    const { url } = await asked(hub, newPhone());
    const file = fileOn(url, await bigPhoto(4));
    await file.begin();
    // What has not been read yet when a connection breaks is lost with it: on a busy machine that takes longer.
    for (const wait of [100, 500, 2500]) {
      await file.cut(0, 1000, () => new Promise((resolve) => setTimeout(resolve, wait, true)));
      await new Promise((resolve) => setTimeout(resolve, wait));
      if ((await file.state()).body.offset > 0) break;
    }
    expect((await file.state()).body.offset).toBe(1000);
  });

  it('arrives through any number of cuts', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const content = await bigPhoto(2);
    const file = fileOn(url, content);
    await file.begin();
    for (let n = 1; n <= 12; n++) {
      const { offset } = (await file.state()).body;
      const more = Math.min((n * 40_503) % 150_000, content.length - 1 - offset);
      await file.cut(offset, more, () => new Promise((resolve) => setTimeout(resolve, n * 10, true)));
    }
    expect(await resumed(file)).toBe(true);
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('that was whole when the answer was lost is delivered by asking again', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const { content } = await photoFile('#5566aa');
    const file = fileOn(url, content);
    await file.begin();
    // As a hub leaves it that dies between the last byte and the message.
    await hub.query(
      `with file as (update upload_files set received = bytes where sha256 = decode($1, 'hex') returning id)
       insert into upload_parts select id, 0, $2 from file`,
      [file.sha256, content],
    );
    expect((await file.begin()).body).toEqual({ offset: content.length, bytes: content.length, arrived: false });
    expect((await file.piece(content.length)).body.arrived).toBe(true);
    expect((await file.piece(content.length)).body.arrived).toBe(true);
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('sent by two tabs at once is one photo', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const content = await bigPhoto(3);
    const file = fileOn(url, content);
    await Promise.all([file.begin(), file.begin()]);
    const both = await Promise.all([file.piece(0), file.piece(0)]);
    expect(both.some(({ body }) => body.arrived)).toBe(true);
    for (const { status } of both) expect([200, 409]).toContain(status);
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('is told where to go on from a wrong place', async () => {
    const { url } = await asked(hub, newPhone());
    const { content } = await photoFile('#99aa33');
    const file = fileOn(url, content);
    await file.begin();
    await file.piece(0, 100);
    for (const wrong of [0, 99, 101, content.length]) {
      const { status, body } = await file.piece(wrong);
      expect([wrong, status, problem(body), body.offset]).toEqual([wrong, 409, 'upload-offset', 100]);
    }
    const long = Buffer.concat([content, Buffer.alloc(10)]);
    expect((await file.piece(100, long.length, long)).status).toBe(409);
    expect((await file.state()).body.arrived).toBe(false);
  });

  it('that changed on its way begins again', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const { content } = await photoFile('#77aa77');
    const file = fileOn(url, content);
    await file.begin();
    const changed = Buffer.from(content);
    changed[changed.length - 20]! ^= 1;
    const { status, body } = await file.piece(0, content.length, changed);
    expect([status, problem(body), body.offset]).toEqual([409, 'upload-changed', 0]);
    expect(await filesOf(hub, url)).toEqual([{ status: 'arriving', received: 0, parts: 0 }]);
    expect(await uploadsIn(hub, threadId)).toHaveLength(0);
    expect((await file.piece(0)).body.arrived).toBe(true);
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('is answered as arrived when it is sent again, also by a link that is used up', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 1);
    const { content } = await photoFile('#4477ff');
    const file = fileOn(url, content);
    await file.begin();
    await file.piece(0);
    for (const { status, body } of [await file.begin(), await file.state(), await file.piece(0)]) {
      expect([status, body.arrived]).toEqual([200, true]);
    }
    const other = fileOn(url, (await photoFile('#4477fe')).content);
    expect(problem((await other.begin()).body)).toBe('link-full');
    expect((await fetch(url)).status).toBe(410);
    expect(await uploadsIn(hub, threadId)).toHaveLength(1);
  });

  it('leaves nothing behind when it is never finished', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const files = [];
    for (const seed of [10, 11, 12]) {
      const file = fileOn(url, await bigPhoto(seed));
      await file.begin();
      await file.piece(0, 1000);
      files.push(file);
    }
    // No more is kept of what was begun than the link takes.
    expect(await filesOf(hub, url)).toHaveLength(2);
    expect((await files[0]!.state()).status).toBe(404);
    await hub.query(`update jobs set run_at = now() where kind = 'upload-link.sweep'`);
    await eventually(async () => (await filesOf(hub, url)).length === 0);
    expect(await hub.query('select from upload_parts')).toHaveLength(0);
    expect(await uploadsIn(hub, threadId)).toHaveLength(0);
  });
});
