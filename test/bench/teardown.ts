type Undo = () => unknown;

/** What was started and made, undone in reverse order: at the end, after an error and on Ctrl-C alike. */
export class Teardown {
  private readonly steps: Undo[] = [];
  private running: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => void this.run().then(() => process.exit(signal === 'SIGINT' ? 130 : 143)));
  }

  add(undo: Undo): void {
    // Started while the rest is being undone: nothing else will undo it.
    if (this.running) void Promise.resolve(undo()).catch(() => {});
    else this.steps.push(undo);
  }

  /** A second call waits for the first: a second Ctrl-C must not leave half of it behind. */
  run(): Promise<void> {
    this.running ??= this.undoAll();
    return this.running;
  }

  private async undoAll(): Promise<void> {
    for (const undo of this.steps.toReversed())
      try {
        await undo();
      } catch (error) {
        console.error(`not cleaned up: ${(error as Error).message}`);
      }
  }
}
