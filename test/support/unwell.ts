import { Channels } from '#libs/messaging';
import type { TestHub } from './hub.js';

/** Makes these channels unwell; answers what makes them well again. */
export const unwell = async (at: TestHub, which: (kind: string, provider: string) => boolean) => {
  const channels = at.app.get(Channels);
  const ill = channels.all().filter((c) => which(c.account.kind, c.provider.name));
  for (const { id } of ill) await channels.setHealth(id, 'a test made it unwell');
  return async () => {
    for (const { id } of ill) await channels.setHealth(id, null);
  };
};
