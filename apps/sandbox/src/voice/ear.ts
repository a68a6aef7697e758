import type { Gather } from './twiml.js';

/** What a Gather has heard so far. Knows nothing of time. */
export class Ear {
  digits = '';
  finishedOnKey = '';
  speech: string | null = null;
  /** Counts what came in, so that silence can be told. */
  inputs = 0;
  done = false;
  private wake: (() => void)[] = [];

  constructor(private readonly gather: Gather) {}

  /** False where keys are not listened for. */
  press(keys: string): boolean {
    if (!this.gather.dtmf || this.done) return false;
    for (const key of keys) {
      if (this.done) break;
      if (this.gather.finishOnKey.includes(key)) {
        this.finishedOnKey = key;
        this.done = true;
      } else {
        this.digits += key;
        this.done = this.digits.length >= this.gather.numDigits;
      }
    }
    this.heard();
    return true;
  }

  /** False where speech is not listened for. */
  hear(words: string): boolean {
    if (!this.gather.speech || this.done) return false;
    this.speech = words;
    this.done = true;
    this.heard();
    return true;
  }

  /** Resolves with the next input; at once where nothing more is listened for. */
  next(): Promise<void> {
    return this.done ? Promise.resolve() : new Promise((resolve) => this.wake.push(resolve));
  }

  /** What goes to the action; null where nothing was heard and nobody wants to know. */
  get result(): Record<string, string> | null {
    const { actionOnEmptyResult, dtmf, language } = this.gather;
    if (this.speech !== null) return { SpeechResult: this.speech, Confidence: '0.92', Language: language };
    if (this.digits) return { Digits: this.digits, FinishedOnKey: this.finishedOnKey, msg: 'Gather End' };
    if (!actionOnEmptyResult) return null;
    return dtmf
      ? { Digits: '', FinishedOnKey: this.finishedOnKey, msg: 'Gather End' }
      : { SpeechResult: '', Confidence: '0.0', Language: language };
  }

  private heard(): void {
    this.inputs++;
    for (const resolve of this.wake.splice(0)) resolve();
  }
}
