import type { SavedView } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { filterOfView, isShown, savedOf } from './saved-filter.ts';

const saved = (filter: ThreadFilter): SavedView => ({
  ...savedOf(filter),
  id: '1',
  name: 'A view',
  shared: false,
  editable: true,
  threads: 0,
});

describe('a saved view', () => {
  it.each<ThreadFilter>([
    { view: 'all', status: 'open', q: '' },
    { view: 'mine', status: 'snoozed', q: '', sort: 'waiting', tag: 'vip' },
    { view: 'all', status: 'any', q: 'leak', hasPhoto: true },
    { view: 'all', status: 'any', q: '', failed: true },
  ])('shows the list that was saved: %j', (filter) => {
    expect(filterOfView(saved(filter))).toEqual(filter);
    expect(isShown(saved(filter), { ...filter, intent: undefined })).toBe(true);
  });

  it('is another list once something is filtered or sorted otherwise', () => {
    const filter: ThreadFilter = { view: 'all', status: 'open', q: '', tag: 'vip' };
    for (const change of [
      { tag: 'old' },
      { sort: 'waiting' as const },
      { channel: 'sms' as const },
      { tag: undefined },
    ])
      expect(isShown(saved(filter), { ...filter, ...change })).toBe(false);
  });
});
