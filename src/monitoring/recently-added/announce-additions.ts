/**
 * New items of one server: gathered in the database until nothing more has come for a while, then announced alone or
 * for all that came with them. What waits outlives a restart; what was announced is so for good.
 */
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, isDatabaseDown, type Tx } from '#db/pool.ts';
import type { Log } from '#log';
import { announce } from '#notifications/announce.ts';
import type { Answer, TimelineChange } from '#plex/facts.ts';
import type { DescribedItem } from '#plex/parse-metadata.ts';
import { describeError } from '#problem';
import { NotLeading } from '../leader.ts';
import { type Addition, additionOf, isDeletion, type Planned, planAnnouncements } from './additions.ts';
import {
  announcedKeys,
  dueTop,
  forgetPending,
  nextDue,
  type PendingAddition,
  pendingBelow,
  postpone,
  saveAnnounced,
  savePending,
  takePending,
} from './queries.ts';

export interface AdditionsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly server: { readonly id: ServerId; readonly name: string };
  readonly settings: () => Promise<Settings>;
  /** The items the server still has. */
  readonly describe: (keys: readonly RatingKey[], signal: AbortSignal) => Promise<Answer<readonly DescribedItem[]>>;
}

export interface Additions {
  onChanges(changes: readonly TimelineChange[]): void;
  /** To be called about once a second. */
  tick(): void;
  /** Resolves when what was heard is written, and what was due then is announced. */
  idle(): Promise<void>;
  /** Writes what was heard, waiting `patienceMs` at most. */
  stop(patienceMs: number): Promise<void>;
}

/** When the server does not answer, items are described later. */
const DESCRIBE_AGAIN_MS = 30_000;
const WRITE_AGAIN_MS = 2_000;

interface Heard {
  readonly change: TimelineChange;
  readonly at: EpochMs;
}

export const createAdditions = (deps: AdditionsDeps): Additions => new Gatherer(deps);

class Gatherer implements Additions {
  private readonly deps: AdditionsDeps;
  private readonly stopping = new AbortController();
  private heard: Heard[] = [];
  private dueAt: EpochMs | null | 'unknown' = 'unknown';
  private running: Promise<void> | null = null;

  constructor(deps: AdditionsDeps) {
    this.deps = deps;
  }

  onChanges(changes: readonly TimelineChange[]): void {
    const at = this.deps.clock.now();
    const wanted = changes.filter((change) => additionOf(change) !== null || isDeletion(change));
    if (wanted.length === 0) return;
    this.heard.push(...wanted.map((change) => ({ change, at })));
    this.run();
  }

  tick(): void {
    const isDue = this.dueAt === 'unknown' || (this.dueAt !== null && this.dueAt <= this.deps.clock.now());
    if (isDue || this.heard.length > 0) this.run();
  }

  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  async stop(patienceMs: number): Promise<void> {
    this.stopping.abort();
    if (this.heard.length > 0 && patienceMs > 0) this.run();
    const enough = new AbortController();
    await Promise.race([this.idle(), this.deps.clock.sleep(patienceMs, enough.signal)]);
    enough.abort();
  }

  private run(): void {
    this.running ??= this.work()
      .catch(async (error: unknown) => {
        const { log, server, clock } = this.deps;
        if (error instanceof NotLeading) this.stopping.abort();
        else if (!isDatabaseDown(error))
          log.warn({ server: server.name, reason: describeError(error) }, 'new items cannot be announced now');
        await clock.sleep(WRITE_AGAIN_MS, this.stopping.signal);
      })
      .finally(() => {
        this.running = null;
      });
  }

  private async work(): Promise<void> {
    const { db, clock, server } = this.deps;
    while (this.heard.length > 0) await this.writeHeard();
    while (!this.stopping.signal.aborted) {
      const top = await dueTop(db, server.id, clock.now());
      if (top === null) break;
      await this.announceTop(top);
      while (this.heard.length > 0) await this.writeHeard();
    }
    this.dueAt = await nextDue(db, server.id);
  }

  /** Keeps what was heard until it is written. */
  private async writeHeard(): Promise<void> {
    const { db, server, settings } = this.deps;
    const delayMs = (await settings()).recentlyAddedDelaySeconds * 1_000;
    const batch = this.heard;
    await inTransaction(db, async (tx) => {
      for (const run of runsOf(batch)) {
        if (run.kind === 'deleted') await forgetPending(tx, server.id, run.keys);
        else await savePending(tx, server.id, [...run.added.values()], run.at + delayMs);
      }
    });
    this.heard = this.heard.slice(batch.length);
    this.dueAt = 'unknown';
  }

  private async announceTop(top: RatingKey): Promise<void> {
    const { db, clock, server, settings, describe } = this.deps;
    const waiting = await pendingBelow(db, server.id, top);
    const answer = await describe(keysOf(waiting), this.stopping.signal);
    if (!answer.ok) {
      await inTransaction(db, (tx) => postpone(tx, server.id, [top], clock.now() + DESCRIBE_AGAIN_MS));
      return;
    }
    const known = new Map(answer.value.map((described) => [described.item.ratingKey, described]));
    // What is gone by now is not announced, nor counted with what is.
    const present = waiting.filter(({ ratingKey }) => known.has(ratingKey));
    const { groupRecentlyAddedByShow: byShow, groupRecentlyAddedBySeason: bySeason } = await settings();
    const planned = planAnnouncements(present, { byShow, bySeason });
    await inTransaction(db, async (tx) => {
      if (await takePending(tx, server.id, top, waiting)) await this.tell(tx, planned, present, known);
    });
  }

  private async tell(
    tx: Tx,
    planned: readonly Planned[],
    added: readonly PendingAddition[],
    known: ReadonlyMap<RatingKey | null, DescribedItem>,
  ): Promise<void> {
    const { clock, log, server } = this.deps;
    const alone = planned.filter(({ childKeys }) => childKeys.length === 0).map(({ ratingKey }) => ratingKey);
    const before = await announcedKeys(tx, server.id, alone);
    const now = clock.now();
    const sectionId = added[0]?.sectionId ?? null;
    for (const { ratingKey, childKeys } of planned) {
      const described = known.get(ratingKey);
      if (described === undefined || (childKeys.length === 0 && before.has(ratingKey))) continue;
      const children = childKeys.flatMap((key) => known.get(key) ?? []);
      await announce(tx, [
        { kind: 'created', trigger: 'on_created', at: now, serverId: server.id, item: described, childKeys, children },
      ]);
      const told = [ratingKey, ...childKeys].map((key) => remembered(key, known.get(key), sectionId, now));
      await saveAnnounced(tx, server.id, told);
      log.info(
        { server: server.name, title: described.item.fullTitle, children: childKeys.length },
        'new in a library',
      );
    }
  }
}

/** Everything that may have to be described: the new items, and what they may be announced as. */
const keysOf = (waiting: readonly PendingAddition[]): RatingKey[] => [
  ...new Set(
    waiting.flatMap(({ ratingKey, parentRatingKey, topRatingKey }) => [
      ratingKey,
      ...(parentRatingKey === null ? [] : [parentRatingKey]),
      topRatingKey,
    ]),
  ),
];

const remembered = (
  ratingKey: RatingKey,
  described: DescribedItem | undefined,
  sectionId: number | null,
  now: EpochMs,
) => ({
  ratingKey,
  parentRatingKey: described?.item.parentRatingKey ?? null,
  grandparentRatingKey: described?.item.grandparentRatingKey ?? null,
  mediaType: described?.item.mediaType ?? 'unknown',
  sectionId: described?.item.sectionId ?? sectionId,
  addedAt: described?.item.addedAt == null ? now : described.item.addedAt * 1_000,
});

type Run =
  | { readonly kind: 'added'; readonly added: Map<RatingKey, Addition>; at: EpochMs }
  | { readonly kind: 'deleted'; readonly keys: RatingKey[] };

/** What was heard as a few stretches of the same kind, in order. Within one, additions are put off by the latest. */
function runsOf(heard: readonly Heard[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { change, at } of heard) {
    const added = additionOf(change);
    const last = runs.at(-1);
    if (added === null) {
      if (last?.kind === 'deleted') last.keys.push(change.ratingKey);
      else runs.push({ kind: 'deleted', keys: [change.ratingKey] });
    } else if (last?.kind === 'added') {
      last.added.set(added.ratingKey, added);
      last.at = at;
    } else runs.push({ kind: 'added', added: new Map([[added.ratingKey, added]]), at });
  }
  return runs;
}
