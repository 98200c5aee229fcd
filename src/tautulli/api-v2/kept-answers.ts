/** Answers that are kept until something changes that they are made of. */
import type { EpochMs } from '#clock';
import type { RawReply } from './reply.ts';

/** An answer that was just made. */
export interface Made {
  readonly reply: RawReply;
  /** From then on the answer is another one although nothing changed; null when it is good for nobody else at all. */
  readonly untilMs: EpochMs | null;
}

interface Entry {
  readonly reply: RawReply;
  readonly untilMs: EpochMs;
  readonly revision: string;
  readonly bytes: number;
}

export interface KeptLimits {
  /** Of all answers together, and of one. */
  readonly allBytes: number;
  readonly oneBytes: number;
}

const LIMITS: KeptLimits = { allBytes: 8 * 1024 * 1024, oneBytes: 1024 * 1024 };

/** Beside its body an answer takes about so much. */
const OVERHEAD_BYTES = 1_024;

/** One answer a question; those that were not asked for the longest time are forgotten first. */
export class KeptAnswers {
  readonly #entries = new Map<string, Entry>();
  /** What is being made, by question and revision. */
  readonly #making = new Map<string, Promise<Made>>();
  readonly #limits: KeptLimits;
  #bytes = 0;

  constructor(limits: KeptLimits = LIMITS) {
    this.#limits = limits;
  }

  /** The answer to a question at a revision. Who asks while somebody makes the same answer waits for it. */
  async answer(question: string, revision: string, now: EpochMs, make: () => Promise<Made>): Promise<RawReply> {
    const known = this.#entries.get(question);
    if (known?.revision === revision && now < known.untilMs) {
      this.#entries.delete(question);
      this.#entries.set(question, known);
      return known.reply;
    }
    const name = `${revision} ${question}`;
    const others = this.#making.get(name);
    if (others !== undefined) {
      const theirs = await others.catch(() => null);
      if (theirs !== null && theirs.untilMs !== null) return theirs.reply;
    }
    const making = make().finally(() => this.#making.delete(name));
    this.#making.set(name, making);
    const { reply, untilMs } = await making;
    if (untilMs !== null) this.#keep(question, { reply, untilMs, revision, bytes: sizeOf(reply) + question.length });
    return reply;
  }

  #keep(question: string, entry: Entry): void {
    this.#forget(question);
    if (entry.bytes > this.#limits.oneBytes) return;
    this.#entries.set(question, entry);
    this.#bytes += entry.bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limits.allBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    this.#bytes -= this.#entries.get(question)?.bytes ?? 0;
    this.#entries.delete(question);
  }
}

const sizeOf = ({ body }: RawReply): number =>
  OVERHEAD_BYTES + (typeof body === 'string' || body instanceof Uint8Array ? body.length : 0);
