import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bestDigits, type Digits } from './best-digits.js';

const program = fileURLToPath(new URL('./read-digits.mjs', import.meta.url));

interface Waiting {
  photo: Buffer;
  rotation: number;
  resolve: (found: Digits[]) => void;
}
type Answer = { ready: true } | { id: number; found: Digits[] };

interface ReaderOptions {
  /** The longest that one photo may take, the start of the program included. */
  timeoutMs: number;
  /** How long a process without work stays. */
  idleMs: number;
  /** More than these do not wait. */
  most: number;
  program: string;
}

/**
 * Proposes the digits that a photo shows, read on this machine in a process of its own that knows no secrets. One photo at a
 * time; what takes too long, or ends the process, shows nothing that can be read.
 */
export class DigitReader {
  private readonly options: ReaderOptions;
  private readonly queue: Waiting[] = [];
  private current: { id: number; waiting: Waiting; timer: NodeJS.Timeout } | undefined;
  private child: ChildProcess | undefined;
  private ready = false;
  private idle: NodeJS.Timeout | undefined;
  private lastId = 0;

  constructor(options: Partial<ReaderOptions> = {}) {
    this.options = { timeoutMs: 25_000, idleMs: 60_000, most: 4, program, ...options };
  }

  /** The surest first; null where too many wait. `rotation`: as an agent turned it, clockwise. */
  async read(photo: Buffer, rotation = 0): Promise<Digits[] | null> {
    if (this.queue.length >= this.options.most) return null;
    const found = await new Promise<Digits[]>((resolve) => {
      this.queue.push({ photo, rotation, resolve });
      this.next();
    });
    return bestDigits(found);
  }

  stop(): void {
    for (const { resolve } of this.queue.splice(0)) resolve([]);
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
  }

  private next(): void {
    clearTimeout(this.idle);
    const waiting = this.current ? undefined : this.queue.shift();
    if (waiting) {
      const timer = setTimeout(() => this.child?.kill('SIGKILL'), this.options.timeoutMs);
      this.current = { id: ++this.lastId, waiting, timer };
      if (!this.child) this.start();
      else this.ask();
    } else if (!this.current) {
      this.idle = setTimeout(() => this.child?.kill('SIGKILL'), this.options.idleMs).unref();
    }
  }

  private ask(): void {
    const { current, child, ready } = this;
    if (!current || !ready) return;
    const { photo, rotation } = current.waiting;
    child!.send({ id: current.id, photo, rotation });
  }

  private start(): void {
    const { PATH, LD_LIBRARY_PATH } = process.env;
    const child = spawn(process.execPath, [this.options.program], {
      env: { PATH, LD_LIBRARY_PATH },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    this.child = child;
    child.unref();
    child.channel?.unref();
    const gone = () => {
      if (this.child !== child) return;
      this.child = undefined;
      this.ready = false;
      this.answered([]);
    };
    child.once('exit', gone);
    child.on('error', gone);
    child.on('message', (answer: Answer) => {
      if (this.child !== child) return;
      if ('ready' in answer) {
        this.ready = true;
        this.ask();
      } else if (answer.id === this.current?.id) this.answered(answer.found);
    });
  }

  private answered(found: Digits[]): void {
    const { current } = this;
    this.current = undefined;
    if (current) {
      clearTimeout(current.timer);
      current.waiting.resolve(found);
    }
    this.next();
  }
}
