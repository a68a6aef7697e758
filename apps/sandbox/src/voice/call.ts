import { Ear } from './ear.js';
import { Activity, type EndedBy, Interrupted, type Step } from './interruption.js';
import type { Place, Queues } from './queues.js';
import { type Gather, type Spoken, TwimlError, type Verb, WAITING_VERBS } from './twiml.js';

export interface TranscriptEntry {
  who: 'line' | 'caller';
  text: string;
  at: string;
}

/** ringing and a queue are heard as waiting: `queued`. */
export type Phase = 'speaking' | 'gathering' | 'queued' | 'talking' | 'ended';

/** What a call needs of the exchange it runs in. */
export interface Line {
  queues: Queues;
  /** Asks the company for TwiML. Throws TwimlError where there is none to run. */
  fetch(call: Call, step: Extract<Step, { go: 'fetch' }>, params: Record<string, string>): Promise<Verb[]>;
  changed(call: Call): void;
}

const PACE = 40;
const PLAY_MS = 4000;
/** A waiting document that says nothing must not turn into a storm of requests. */
const WAIT_AGAIN_MS = 1000;
const MOST_QUICK_DOCUMENTS = 100;
const SORRY = 'We are sorry, an application error has occurred. Goodbye.';

/** One phone call, driven by the TwiML that the company answers. */
export class Call {
  version = 0;
  status: 'ringing' | 'in-progress' | 'completed' = 'ringing';
  phase: Phase = 'speaking';
  readonly transcript: TranscriptEntry[] = [];
  endedBy: EndedBy | null = null;
  place: Place | null = null;
  /** busy or no-answer where the line refused the call. */
  rejected: string | null = null;
  private activity = new Activity();
  private ear: Ear | null = null;
  private quickDocuments = 0;
  private lastDocumentAt = 0;
  /** Said while the call does something that cannot be interrupted: it ends after that. */
  private hungUp: EndedBy | null = null;

  constructor(
    readonly sid: string,
    readonly from: string,
    /** Milliseconds a spoken character takes. */
    private readonly pace: number | undefined,
    private readonly line: Line,
  ) {}

  async run(first: Step): Promise<void> {
    let step: Step | { go: 'drop' } = first;
    while (step.go !== 'drop') {
      if (this.hungUp) step = { go: 'end', by: this.hungUp };
      if (step.go === 'end') return this.end(step.by);
      if (step.go === 'over' || step.go === 'leave') return this.end('line');
      step = await this.guarded(() => this.walk(step as Extract<Step, { go: 'fetch' | 'run' }>, null));
    }
  }

  /** Whether somebody listens. */
  press(keys: string): boolean {
    this.tell('caller', keys);
    return this.ear?.press(keys) ?? false;
  }

  say(words: string): boolean {
    this.tell('caller', words);
    return this.ear?.hear(words) ?? false;
  }

  hangUp(by: EndedBy): void {
    this.hungUp ??= by;
    this.activity.interrupt({ go: 'end', by });
  }

  /** Sends the call elsewhere, by a REST request of the company. */
  redirect(step: Step): void {
    this.activity.interrupt(step);
  }

  /** A person takes the call. False where nobody waits. */
  answer(): boolean {
    if (this.phase !== 'queued' && !this.place) return false;
    this.activity.interrupt({ go: 'bridge' });
    return true;
  }

  drop(): void {
    this.activity.interrupt({ go: 'drop' });
  }

  /** Runs what may be interrupted, and what may go wrong. */
  private async guarded(work: () => Promise<Step>): Promise<Step | { go: 'drop' }> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Interrupted) {
        this.activity = new Activity();
        // A bridge is only ever asked for while something waits for it.
        return error.event.go === 'bridge' ? { go: 'over' } : error.event;
      }
      if (!(error instanceof TwimlError)) throw error;
      this.tell('line', SORRY);
      return { go: 'end', by: 'error' };
    }
  }

  private async walk(step: Extract<Step, { go: 'fetch' | 'run' }>, waiting: Place | null): Promise<Step> {
    const queue = waiting ? this.line.queues.waitParams(waiting) : {};
    const params = step.go === 'fetch' ? { ...queue, ...step.params } : {};
    const verbs = step.go === 'run' ? step.verbs : await this.activity.during(this.line.fetch(this, step, params));
    this.notInCircles();
    const isRejected = verbs[0]?.verb === 'Reject' && this.status === 'ringing';
    if (this.status === 'ringing' && !isRejected) this.status = 'in-progress';
    this.changed();
    for (const verb of verbs) {
      if (waiting && !WAITING_VERBS.has(verb.verb))
        throw new TwimlError(12200, `<${verb.verb}> is not allowed in a wait`);
      const next = await this.perform(verb, step.url, waiting);
      if (next) return next;
    }
    return { go: 'over' };
  }

  /** Documents that lead to each other without a pause would go on for ever. */
  private notInCircles(): void {
    const now = Date.now();
    this.quickDocuments = now - this.lastDocumentAt < 500 ? this.quickDocuments + 1 : 0;
    this.lastDocumentAt = now;
    if (this.quickDocuments > MOST_QUICK_DOCUMENTS) throw new TwimlError(12400, 'The documents go round in circles');
  }

  private async perform(verb: Verb, url: string, waiting: Place | null): Promise<Step | null> {
    switch (verb.verb) {
      case 'Gather':
        return this.gather(verb, url, waiting);
      case 'Redirect':
        return this.fetchStep(verb.url, url, verb.method);
      case 'Enqueue':
        return this.enqueue(verb, url);
      case 'Dial':
        return this.dial(verb, url);
      case 'Leave':
        return { go: 'leave' };
      case 'Hangup':
        return { go: 'end', by: 'line' };
      case 'Reject':
        this.rejected = verb.reason === 'busy' ? 'busy' : 'no-answer';
        return { go: 'end', by: 'line' };
      default:
        this.enter(waiting ? 'queued' : 'speaking');
        await this.speak(verb);
        return null;
    }
  }

  /** Ends early where the caller barges in. */
  private async speak(spoken: Spoken, ear?: Ear): Promise<void> {
    const pace = this.pace ?? PACE;
    const scale = pace / PACE;
    if (spoken.verb === 'Pause') return this.activity.sleep(spoken.seconds * 1000 * Math.min(1, scale), ear?.next());
    const music = spoken.verb === 'Play';
    this.tell('line', music ? '♪' : spoken.text);
    await this.activity.sleep(music ? PLAY_MS * scale : spoken.text.length * pace, ear?.next());
  }

  private async gather(verb: Gather, url: string, waiting: Place | null): Promise<Step | null> {
    const ear = new Ear(verb);
    if (!verb.bargeIn) {
      this.enter('speaking');
      for (const prompt of verb.prompts) await this.speak(prompt);
    }
    this.ear = ear;
    this.enter('gathering');
    try {
      for (const prompt of verb.bargeIn ? verb.prompts : []) if (ear.inputs === 0) await this.speak(prompt, ear);
      for (let heard = -1; !ear.done && heard !== ear.inputs;) {
        heard = ear.inputs;
        await this.activity.sleep(verb.timeoutSeconds * 1000, ear.next());
      }
    } finally {
      this.ear = null;
    }
    if (waiting) this.enter('queued');
    const result = ear.result;
    return result && this.fetchStep(verb.action ?? url, url, verb.method, result);
  }

  private async enqueue(verb: Extract<Verb, { verb: 'Enqueue' }>, url: string): Promise<Step | null> {
    const place = this.line.queues.join(verb.queue);
    this.place = place;
    this.enter('queued');
    let outcome: { result: string; next: Step | { go: 'drop' } | null };
    try {
      outcome = { result: 'leave', next: await this.wait(verb, url, place) };
      if (outcome.next?.go === 'end') outcome.result = 'hangup';
    } catch (error) {
      if (error instanceof TwimlError) outcome = { result: 'error', next: null };
      else if (error instanceof Interrupted) {
        this.activity = new Activity();
        if (error.event.go === 'bridge') outcome = { result: 'bridged', next: await this.talk(place) };
        else if (error.event.go === 'drop') throw error;
        else outcome = { result: error.event.go === 'end' ? 'hangup' : 'redirected', next: error.event };
      } else throw error;
    } finally {
      this.line.queues.leave(place);
      this.place = null;
    }
    return this.afterQueue(verb, url, place, outcome);
  }

  /** Null: left the queue and goes on. */
  private async wait(verb: Extract<Verb, { verb: 'Enqueue' }>, url: string, place: Place): Promise<Step | null> {
    // Without a waitUrl Twilio plays music for as long as it takes.
    if (verb.waitUrl === null) {
      this.tell('line', '♪');
      return this.activity.forever();
    }
    const again = this.fetchStep(verb.waitUrl, url, verb.waitMethod);
    let step: Step = again;
    for (let began = Date.now(); ;) {
      if (step.go !== 'fetch' && step.go !== 'run') return step.go === 'leave' ? null : step;
      step = await this.walk(step, place);
      if (step.go !== 'over') continue;
      await this.activity.sleep(Math.max(0, began + WAIT_AGAIN_MS - Date.now()));
      began = Date.now();
      step = again;
    }
  }

  /** With a person, until either hangs up; or the company sends the call elsewhere. */
  private async talk(place: Place): Promise<Step | { go: 'drop' } | null> {
    this.line.queues.leave(place);
    this.place = null;
    this.enter('talking');
    try {
      return await this.activity.forever();
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      this.activity = new Activity();
      if (error.event.go === 'drop') throw error;
      if (error.event.go === 'bridge') return null;
      // The person hung up: the caller is still on the line, and hears what the action answers.
      if (error.event.go === 'end' && error.event.by === 'person') {
        this.hungUp = null;
        return null;
      }
      return error.event;
    }
  }

  private async afterQueue(
    verb: Extract<Verb, { verb: 'Enqueue' }>,
    url: string,
    place: Place,
    { result, next }: { result: string; next: Step | { go: 'drop' } | null },
  ): Promise<Step | null> {
    const seconds = String(Math.floor((Date.now() - place.since) / 1000));
    const params = { QueueResult: result, QueueSid: place.sid, QueueTime: seconds };
    const action = verb.action === null ? null : this.fetchStep(verb.action, url, verb.method, params);
    if (next === null) return action ?? (result === 'bridged' ? { go: 'end', by: 'person' } : null);
    if (next.go === 'end') this.status = 'completed';
    // Whoever hung up or was sent elsewhere hears no more of this: the action is told all the same.
    if (action) await this.line.fetch(this, action, action.params).catch(() => undefined);
    return next as Step;
  }

  /** Somebody else's phone rings: no answer, unless a person answers here. With an action, later verbs never run. */
  private async dial(verb: Extract<Verb, { verb: 'Dial' }>, url: string): Promise<Step | null> {
    this.enter('queued');
    let params: Record<string, string> = { DialCallStatus: 'no-answer', DialBridged: 'false' };
    try {
      await this.activity.sleep(verb.timeoutSeconds * 1000);
    } catch (error) {
      if (!(error instanceof Interrupted) || error.event.go !== 'bridge') throw error;
      this.activity = new Activity();
      const since = Date.now();
      const next = await this.talk({ sid: '', queue: '', since });
      if (next) return next as Step;
      const seconds = String(Math.floor((Date.now() - since) / 1000));
      params = { DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: seconds };
    }
    return verb.action === null ? null : this.fetchStep(verb.action, url, verb.method, params);
  }

  private fetchStep(target: string, base: string, method: 'GET' | 'POST', params: Record<string, string> = {}) {
    return { go: 'fetch', url: target === '' ? base : absolute(target, base), method, params } as const;
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.changed();
  }

  private tell(who: 'line' | 'caller', text: string): void {
    this.transcript.push({ who, text, at: new Date().toISOString() });
    this.changed();
  }

  private changed(): void {
    this.version++;
    this.line.changed(this);
  }

  private end(by: EndedBy): void {
    this.status = 'completed';
    this.endedBy = by;
    this.enter('ended');
  }
}

function absolute(target: string, base: string): string {
  try {
    return new URL(target, base).href;
  } catch {
    throw new TwimlError(11100, `${target} is no valid address`);
  }
}
