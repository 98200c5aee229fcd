/** Remembers what took a while to count, until something was recorded or changed. */
import type { EpochMs } from '#clock';
import type { Db } from '#db/pool.ts';
import { historyRevision } from '#history/revision.ts';
import type { StatisticsDeps } from './native-narrowed.ts';

/** Answers end now, wherever they were asked to: none is older than that. */
const FRESH_MS = 60_000;
const MOST = 48;

interface Remembered {
  readonly revision: string;
  readonly madeAt: EpochMs;
  readonly answer: Promise<unknown>;
}

const MEMORIES = new WeakMap<Db, Map<string, Remembered>>();

function memoryOf(db: Db): Map<string, Remembered> {
  const memory = MEMORIES.get(db) ?? new Map<string, Remembered>();
  MEMORIES.set(db, memory);
  return memory;
}

/** Makes an answer once for everybody who asks the same of the same records. */
export async function rememberedAnswer<Q extends object, A>(
  deps: StatisticsDeps,
  name: string,
  query: Q,
  make: () => Promise<A>,
): Promise<A> {
  const { db, visible, settings, context } = deps;
  const { records } = await historyRevision(db);
  const memory = memoryOf(db);
  const key = JSON.stringify([name, query, visible, context.timeZone, settings]);
  const known = memory.get(key);
  if (known !== undefined && known.revision === records && Math.abs(context.now - known.madeAt) < FRESH_MS)
    // The name says what kind of answer it is.
    return known.answer as Promise<A>;
  const answer = make();
  memory.delete(key);
  memory.set(key, { revision: records, madeAt: context.now, answer });
  for (const [oldest] of memory) {
    if (memory.size <= MOST) break;
    memory.delete(oldest);
  }
  answer.catch(() => memory.delete(key));
  return answer;
}
