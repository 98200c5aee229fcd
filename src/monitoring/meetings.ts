/** Makes sure that people are known before streams of theirs are saved for the first time; keeps nobody else waiting. */
import type { LiveSession } from './session.ts';

export class Meetings {
  /** Looks for the people of these sessions. Does not reject. */
  private readonly look: (sessions: readonly LiveSession[]) => Promise<void>;
  private readonly met = new Set<number>();
  private waiting: readonly LiveSession[] = [];
  private running: Promise<void> | null = null;
  private isOver = false;

  constructor(look: (sessions: readonly LiveSession[]) => Promise<void>) {
    this.look = look;
  }

  /** Whether whoever plays was looked for. */
  isMet = ({ listed }: LiveSession): boolean =>
    this.isOver || listed === null || this.met.has(listed.account.accountId);

  /** Resolves when whoever plays was looked for. */
  meet(session: LiveSession): Promise<void> {
    if (this.isMet(session)) return Promise.resolve();
    this.waiting = [...this.waiting, session];
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** From now on nobody is waited for. */
  giveUp(): void {
    this.isOver = true;
  }

  private async run(): Promise<void> {
    // Who comes in the same moment is looked for together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting.filter((session) => !this.isMet(session));
      this.waiting = [];
      if (batch.length > 0) await this.look(batch);
      for (const { listed } of batch) if (listed !== null) this.met.add(listed.account.accountId);
    }
  }
}
