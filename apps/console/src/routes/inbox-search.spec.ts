import { describe, expect, it } from 'vitest';
import { filterOf, type InboxSearch, readInboxSearch, searchOf } from './inbox-search.ts';

describe('the inbox in its address', () => {
  it.each<[InboxSearch, object]>([
    [{}, { view: 'mine', status: 'open', q: '' }],
    [
      { view: 'all', status: 'snoozed' },
      { view: 'all', status: 'snoozed', q: '' },
    ],
    [{ q: 'leak' }, { view: 'all', status: 'any', q: 'leak' }],
    [
      { q: 'leak', view: 'mine', status: 'open' },
      { view: 'mine', status: 'open', q: 'leak' },
    ],
    [{ failed: true }, { view: 'all', status: 'any', failed: true }],
    [
      { sort: 'waiting', tag: 'vip', photo: true },
      { view: 'mine', sort: 'waiting', tag: 'vip', hasPhoto: true },
    ],
  ])('%j', (search, filter) => {
    expect(filterOf(search, 'mine')).toMatchObject(filter);
    expect(filterOf(searchOf(filterOf(search, 'mine')), 'unassigned')).toEqual(filterOf(search, 'mine'));
  });

  it('leaves out what it does not understand', () => {
    const odd = {
      view: 'theirs',
      status: 7,
      q: 770,
      sort: [],
      failed: 'yes',
      team: 'x',
      photo: 'no',
      tag: {},
      other: 1,
    };
    expect(Object.entries(readInboxSearch(odd)).filter(([, value]) => value !== undefined)).toEqual([['q', '770']]);
  });
});
