const key = 'shiftline.noticed';
const kept = 50;
/** A tab that is looked at has the first word: it tells the others to be silent. */
const courtesy = 350;

function take(name: string): boolean {
  let names: string[] = [];
  try {
    names = JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
    if (names.includes(name)) return false;
  } catch {
    names = [];
  }
  localStorage.setItem(key, JSON.stringify([...names.slice(-kept), name]));
  return true;
}

/** Of several tabs one tells: true for the first that asks. `visible`: at once, the others a moment later. */
export async function claim(name: string, visible: boolean): Promise<boolean> {
  if (!visible) await new Promise((resolve) => setTimeout(resolve, courtesy));
  // Where there are no locks (a page without TLS), two tabs may ring at once, and nothing worse.
  return navigator.locks ? navigator.locks.request(key, () => take(name)) : take(name);
}
