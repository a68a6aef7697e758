import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { messagesOf, threadOf } from './conversations.js';
import { handset, type Handset, phones } from './handset.js';
import { startTestHub, type TestHub } from './hub.js';
import { askSurveys } from './surveys.js';

/** A hub that asks after each cycle, for every test of a file. */
export function surveyRig() {
  let hub: TestHub;
  beforeAll(async () => void (hub = await startTestHub()));
  afterAll(() => hub.stop());
  beforeEach(async () => expect((await askSurveys(hub)).status).toBe(200));
  const newPhone = phones('+44770097');
  return {
    get hub() {
      return hub;
    },
    newPhone,
    customer: async (channel: 'sms' | 'whatsapp' = 'sms'): Promise<[Handset, string]> => {
      const person = handset(hub, newPhone());
      await person.write(channel, 'My meter is stuck');
      const { id } = await threadOf(hub, person.phone);
      return [person, id];
    },
    linesOf: async (threadId: string) =>
      (await messagesOf(hub, threadId)).filter(({ content }) => content?.event === 'survey.answered'),
  };
}
