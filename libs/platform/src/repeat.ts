/**
 * Work that is done again and again, never twice at the same time. A failure is told once, and again only after the work
 * has succeeded in between: a database that is away fills no log.
 */
export class Repeat {
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private failing = false;

  constructor(
    everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly failed: (error: Error) => void,
  ) {
    this.timer = setInterval(() => void (this.running ??= this.run()), everyMs);
  }

  /** No more of it; what runs is waited for. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.work();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.failed(error as Error);
      this.failing = true;
    } finally {
      this.running = undefined;
    }
  }
}
