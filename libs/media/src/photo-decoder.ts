import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { photoLimits } from './photo-limits.js';
import { type Refusal, RefusedFile } from './refused-file.js';
import { takenAt } from './taken-at.js';

/** A loaded machine may take its time over loading the libraries. */
const startTimeoutMs = 30_000;
const program = fileURLToPath(new URL('./decode-photos.mjs', import.meta.url));

export interface Photo {
  /** Upright JPEG for viewing, with no metadata: no place, no camera, no time. */
  content: Buffer;
  thumbnail: Buffer;
  width: number;
  height: number;
  /** When it was taken, where its camera wrote that down. */
  takenAt: Date | null;
  /** Tiny and blurred, as a `data:` address. */
  placeholder: string | null;
}

type Answer =
  | { ready: true }
  | { id: number; photo: Omit<Photo, 'takenAt'> & { exif: Uint8Array | null } }
  | { id: number; refusal: Refusal; reason: string };

interface Waiting {
  file: string;
  /** Processes that have ended over it. */
  deaths: number;
  resolve: (photo: Photo) => void;
  reject: (error: Error) => void;
}

export interface DecoderOptions {
  /** The longest that one photo may take. */
  timeoutMs: number;
  /** How long a process without work stays. */
  idleMs: number;
  limits: typeof photoLimits;
  program: string;
}

/**
 * Makes photos safe to show, in a process of its own that knows no secrets: started when there is something to do, ended
 * when there is not. One at a time, the others wait; a photo over which a process ends is tried once more by a fresh one.
 */
export class PhotoDecoder {
  private readonly options: DecoderOptions;
  private readonly queue: Waiting[] = [];
  private current: { id: number; waiting: Waiting; timer: NodeJS.Timeout } | undefined;
  private child: ChildProcess | undefined;
  private ready = false;
  private idle: NodeJS.Timeout | undefined;
  private lastId = 0;
  private stopped = false;

  constructor(options: Partial<DecoderOptions> = {}) {
    this.options = { timeoutMs: 20_000, idleMs: 60_000, limits: photoLimits, program, ...options };
  }

  /** Of the photo in this file; rejects with `RefusedFile` where it cannot be decoded whole. */
  decode(file: string): Promise<Photo> {
    return new Promise((resolve, reject) => {
      this.queue.push({ file, deaths: 0, resolve, reject });
      this.next();
    });
  }

  /** The process that is at work or waits for some. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** What waits is rejected and may be tried again by another hub. */
  stop(): void {
    this.stopped = true;
    this.next();
    this.end();
  }

  private next(): void {
    if (this.stopped) {
      for (const { reject } of this.queue.splice(0)) reject(new Error('the hub is stopping'));
      return;
    }
    clearTimeout(this.idle);
    if (this.current) return;
    if (this.queue.length === 0) {
      this.idle = setTimeout(() => this.end(), this.options.idleMs).unref();
      return;
    }
    if (!this.child) this.start();
    if (!this.ready) return;
    const waiting = this.queue.shift()!;
    const id = ++this.lastId;
    const timer = setTimeout(() => this.end(), this.options.timeoutMs);
    this.current = { id, waiting, timer };
    this.child!.send({ id, file: waiting.file });
  }

  private start(): void {
    const child = spawn(process.execPath, [this.options.program, JSON.stringify(this.options.limits)], {
      // Arenas per thread would keep what big photos once needed.
      env: { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2', ...pathOf(process.env) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    this.child = child;
    // A program that waits for work keeps no hub alive; what waits for it does, by its timers and sockets.
    child.unref();
    child.channel?.unref();
    const startTimer = setTimeout(() => child.kill('SIGKILL'), startTimeoutMs);
    const gone = (): void => {
      clearTimeout(startTimer);
      if (this.child === child) this.lost();
    };
    child.once('exit', gone);
    child.on('error', gone);
    child.on('message', (answer: Answer) => {
      if (this.child !== child) return;
      if (!('ready' in answer)) return this.answered(answer);
      clearTimeout(startTimer);
      this.ready = true;
      this.next();
    });
  }

  private answered(answer: Exclude<Answer, { ready: true }>): void {
    if (answer.id !== this.current?.id) return;
    const { waiting, timer } = this.current;
    clearTimeout(timer);
    this.current = undefined;
    if ('photo' in answer) {
      const { exif, ...photo } = answer.photo;
      waiting.resolve({
        ...photo,
        content: Buffer.from(photo.content),
        thumbnail: Buffer.from(photo.thumbnail),
        takenAt: exif && takenAt(exif, new Date()),
      });
    } else {
      waiting.reject(refused(answer.refusal, answer.reason, this.options.limits.pixels));
    }
    this.next();
  }

  /** The process has ended: by a crash, over its memory, out of time, or without work. */
  private lost(): void {
    const started = this.ready;
    this.child = undefined;
    this.ready = false;
    if (this.current) {
      const { waiting, timer } = this.current;
      clearTimeout(timer);
      this.current = undefined;
      waiting.deaths++;
      if (waiting.deaths < 2) this.queue.unshift(waiting);
      else waiting.reject(new RefusedFile('damaged', 'The photo cannot be opened: decoding it takes too much.'));
    } else if (!started) {
      // It never came up: nothing is known of the photo, which may be tried again.
      this.queue.shift()?.reject(new Error('photos cannot be decoded: the process does not start'));
    }
    this.next();
  }

  private end(): void {
    this.child?.kill('SIGKILL');
  }
}

function refused(refusal: Refusal, reason: string, pixels: number): RefusedFile {
  if (refusal !== 'too-many-pixels') return new RefusedFile('damaged', 'The photo is damaged or incomplete.');
  const most = `at most ${pixels / 1_000_000} million can be opened`;
  return new RefusedFile(refusal, `The photo is too large: ${reason} pixels, ${most}.`);
}

/** Where libraries are looked for, on machines that say so by a variable; nothing else of the hub's environment. */
const pathOf = ({ PATH, LD_LIBRARY_PATH, SystemRoot }: NodeJS.ProcessEnv) => ({
  ...(PATH !== undefined && { PATH }),
  ...(LD_LIBRARY_PATH !== undefined && { LD_LIBRARY_PATH }),
  ...(SystemRoot !== undefined && { SystemRoot }),
});
