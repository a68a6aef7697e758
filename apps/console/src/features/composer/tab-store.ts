/**
 * What a tab keeps over a reload, and what another tab takes over when it is closed. Each tab holds a lock of its own for
 * as long as it lives: whose lock can be had is gone.
 */
const tabKey = 'shiftline.tab';
const lockOf = (tab: string) => `shiftline.tab.${tab}`;
/** A page that is being reloaded lets go of its lock a moment after the new one begins. */
const reloadMs = 400;

async function hold(tab: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockOf(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        // Until the page ends.
        return lock && new Promise(() => undefined);
      })
      .catch(reject);
  });
}

async function claim(): Promise<string> {
  const before = sessionStorage.getItem(tabKey);
  if (before) {
    if (await hold(before)) return before;
    await new Promise((resolve) => setTimeout(resolve, reloadMs));
    if (await hold(before)) return before;
    // A duplicated tab has the other's number: it needs one of its own.
  }
  const tab = crypto.randomUUID();
  sessionStorage.setItem(tabKey, tab);
  await hold(tab);
  return tab;
}

let claimed: Promise<string> | undefined;
export const ownTab = (): Promise<string> => (claimed ??= claim());

export const keyOf = (prefix: string, tab: string) => `${prefix}${tab}`;

/** What tabs that are gone have left under this prefix; it is no longer theirs. */
export async function leftBehind(prefix: string): Promise<string[]> {
  const own = await ownTab();
  const found: string[] = [];
  for (const key of Object.keys(localStorage)) {
    const tab = key.startsWith(prefix) ? key.slice(prefix.length) : own;
    if (tab === own) continue;
    await navigator.locks.request(lockOf(tab), { ifAvailable: true }, (lock) => {
      const left = lock && localStorage.getItem(key);
      if (!left) return;
      localStorage.removeItem(key);
      found.push(left);
    });
  }
  return found;
}

export function forgetAll(prefix: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
