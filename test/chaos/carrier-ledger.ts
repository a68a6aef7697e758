import { type FileHandle, open } from 'node:fs/promises';

/** A send that the carrier has taken; `id` is the provider's. */
export interface Taken {
  id: string;
  ref: string;
  to: string;
  text: string;
  provider: 'twilio' | 'meta';
}

/** What the carrier has taken, appended and fsynced before it is acted upon: the truth about what left the hub. */
export class CarrierLedger {
  readonly taken: Taken[] = [];
  private waiting: { line: string; written: () => void }[] = [];
  private writing: Promise<void> | undefined;

  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<CarrierLedger> {
    return new CarrierLedger(await open(path, 'a'));
  }

  /** Resolves when it is on the disk; one fsync for all that wait. */
  take(taken: Taken): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({
        line: `${JSON.stringify(taken)}\n`,
        written: () => {
          this.taken.push(taken);
          resolve();
        },
      });
      this.writing ??= this.write();
    });
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async write(): Promise<void> {
    while (this.waiting.length) {
      const batch = this.waiting.splice(0);
      await this.file.appendFile(batch.map(({ line }) => line).join(''));
      await this.file.datasync();
      for (const { written } of batch) written();
    }
    this.writing = undefined;
  }
}
