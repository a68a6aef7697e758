import { type FileHandle, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Change } from './records.js';
import { State } from './state.js';

const FILE = 'ledger.jsonl';
/** Below this a start is quick whatever the file holds. */
const COMPACT_FROM = 5000;

interface Waiting {
  line: string;
  done: () => void;
  failed: (error: unknown) => void;
}

/** An append-only file of JSON lines; a line holds the changes that happen together or not at all. */
export class Ledger {
  readonly state: State;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private closed = false;

  private constructor(
    state: State,
    private readonly file: FileHandle,
  ) {
    this.state = state;
  }

  static async open(dir: string): Promise<Ledger> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const name = path.join(dir, FILE);
    const { state, changes, bytes } = await load(name);
    const snapshot = changes > COMPACT_FROM ? state.snapshot() : [];
    const compact = changes > COMPACT_FROM && snapshot.length * 2 < changes;
    if (compact) await replace(name, snapshot);
    const file = await open(name, 'a', 0o600);
    // A torn last line is what a crash leaves; whoever wrote it was never told that it was kept.
    if (!compact) await file.truncate(bytes);
    return new Ledger(state, file);
  }

  /** In memory at once; resolves when it is on disk. What waits during one fsync shares the next. */
  append(...changes: Change[]): Promise<void> {
    if (this.closed) return Promise.reject(new Error('The ledger is closed'));
    for (const change of changes) this.state.apply(change);
    const line = `${JSON.stringify(changes)}\n`;
    return new Promise((done, failed) => {
      this.waiting.push({ line, done, failed });
      this.writing ??= this.write();
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.writing;
    await this.file.close();
  }

  private async write(): Promise<void> {
    // One turn later, so that whatever the same event caused is written together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.file.write(batch.map(({ line }) => line).join(''));
        await this.file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    // In the same turn as the last look at what waits: whoever comes after it starts anew.
    this.writing = null;
  }
}

async function load(name: string): Promise<{ state: State; changes: number; bytes: number }> {
  const state = new State();
  const content = await readFile(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  let changes = 0;
  let start = 0;
  for (let end = content.indexOf(10, start); end !== -1; end = content.indexOf(10, start)) {
    for (const change of parse(content.toString('utf8', start, end))) {
      state.apply(change);
      changes++;
    }
    start = end + 1;
  }
  return { state, changes, bytes: start };
}

/** A line that is no JSON was damaged by the disk, not by us; the others still count. */
function parse(line: string): Change[] {
  try {
    return JSON.parse(line) as Change[];
  } catch {
    return [];
  }
}

async function replace(name: string, changes: Change[]): Promise<void> {
  const temporary = `${name}.new`;
  const lines = changes.map((change) => `${JSON.stringify([change])}\n`).join('');
  await writeFile(temporary, lines, { mode: 0o600, flush: true });
  await rename(temporary, name);
}
