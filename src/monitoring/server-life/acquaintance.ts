/**
 * Before a stream is saved for the first time its person is known, or plex.tv was asked (monitoring notes 9.2); libraries
 * nobody has heard of make the list of libraries be read again (9.3).
 */
import { sectionsOf } from '#catalogue/sections.ts';
import type { Clock } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import type { AccountFacts, ListedSession } from '#plex/facts.ts';
import { describeError } from '#problem';
import { bookOnLocal, unknownAccounts } from '#users/strangers.ts';

export interface AcquaintanceDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly server: { readonly id: ServerId; readonly name: string };
  /** Reads the people of the server; whether that succeeded. */
  readonly readPeople: () => Promise<boolean>;
  readonly readLibraries: () => Promise<boolean>;
}

export interface Acquaintance {
  /** Makes these people known, as far as that is possible within seconds. Never fails. */
  meet(accounts: readonly AccountFacts[]): Promise<void>;
  /** Looks for libraries of the list that nobody knows; does not wait. */
  see(sessions: readonly ListedSession[]): void;
}

const ASK_AGAIN_MS = 10 * 60_000;
const PATIENCE_MS = 10_000;

export const createAcquaintance = (deps: AcquaintanceDeps): Acquaintance => new Host(deps);

class Host implements Acquaintance {
  private readonly deps: AcquaintanceDeps;
  private readonly accounts = new Set<number>();
  private readonly sections = new Set<number>();
  private askedForPeopleAt = Number.NEGATIVE_INFINITY;
  private askedForLibrariesAt = Number.NEGATIVE_INFINITY;

  constructor(deps: AcquaintanceDeps) {
    this.deps = deps;
  }

  async meet(people: readonly AccountFacts[]): Promise<void> {
    const accounts = [...new Set(people.map(({ accountId }) => accountId))].filter((id) => !this.accounts.has(id));
    if (accounts.length === 0) return;
    const enough = new AbortController();
    await Promise.race([
      this.meetAccounts(accounts).catch((error: unknown) => this.complain(error)),
      this.deps.clock.sleep(PATIENCE_MS, enough.signal),
    ]);
    enough.abort();
  }

  see(sessions: readonly ListedSession[]): void {
    const sections = [...new Set(sessions.flatMap(({ item }) => item.sectionId ?? []))].filter(
      (id) => !this.sections.has(id),
    );
    this.seeSections(sections).catch((error: unknown) => this.complain(error));
  }

  private complain(error: unknown): void {
    const { log, server } = this.deps;
    log.debug({ server: server.name, reason: describeError(error) }, 'who plays what is not known yet');
  }

  private async meetAccounts(accounts: readonly number[]): Promise<void> {
    const { db, clock, server, readPeople } = this.deps;
    let unknown = await unknownAccounts(db, server.id, accounts);
    if (unknown.length > 0 && clock.monotonic() - this.askedForPeopleAt >= ASK_AGAIN_MS) {
      this.askedForPeopleAt = clock.monotonic();
      if (await readPeople()) {
        // plex.tv knows nobody of that number either; the next unknown one is worth asking for again.
        await bookOnLocal(db, server.id, unknown);
        this.askedForPeopleAt = Number.NEGATIVE_INFINITY;
        unknown = [];
      }
    }
    for (const id of accounts) if (!unknown.includes(id)) this.accounts.add(id);
  }

  private async seeSections(sections: readonly number[]): Promise<void> {
    const { db, clock, server, readLibraries } = this.deps;
    if (sections.length === 0) return;
    const known = await sectionsOf(db, server.id);
    const isAsked = sections.some((id) => !known.has(id));
    if (isAsked && clock.monotonic() - this.askedForLibrariesAt < ASK_AGAIN_MS) return;
    if (isAsked) {
      this.askedForLibrariesAt = clock.monotonic();
      if (!(await readLibraries())) return;
      this.askedForLibrariesAt = Number.NEGATIVE_INFINITY;
    }
    for (const id of sections) this.sections.add(id);
  }
}
