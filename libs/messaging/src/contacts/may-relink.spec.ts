import { expect, it } from 'vitest';
import { mayRelink } from './may-relink.js';

const holder = (contactId: string, hasMessages: boolean) => ({ contactId, hasMessages });

it.each([
  ['nobody knows either address', null, null, 'attach'],
  ['nobody has the new one', '1', null, 'attach'],
  ['it is theirs already', '1', holder('1', true), 'theirs'],
  ['the new one came first, and nobody knew the old', null, holder('2', true), 'theirs'],
  ['it has only rung', '1', holder('2', false), 'join'],
  ['another has written from it', '1', holder('2', true), 'apart'],
])('%s', (_, owner, held, what) => expect(mayRelink(owner, held)).toBe(what));
