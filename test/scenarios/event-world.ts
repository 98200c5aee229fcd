/** The monitoring of one server, driven by recorded events at the pace of the recording, on a database of its own. */
import { manualClock } from '#clock-testing';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { RatingKey, ServerId, SessionKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { createFactCache } from '#history/fact-cache.ts';
import { silentLog } from '#log';
import { type Effect, type Fact, NO_SESSIONS, type ServerSessions } from '#monitoring/draft.ts';
import { describeClosed } from '#monitoring/final-item.ts';
import { reduce } from '#monitoring/reduce.ts';
import { restoreSessions } from '#monitoring/restore.ts';
import { createSaver, type Saver } from '#monitoring/saver.ts';
import type { ClosedSession, LiveSession } from '#monitoring/session.ts';
import { createDescribedSessions, type DescribedSessions, type SessionAnswer } from '#plex/described-sessions.ts';
import type { Answer, DescribedItem } from '#plex/facts.ts';
import { parseNotification } from '#plex/parse-notification.ts';
import { parseSessions } from '#plex/parse-sessions.ts';
import { type ItemReader, readItems } from '#plex/read-items.ts';
import { fixtureReader } from '#plex/testing.ts';

export interface Route {
  readonly host?: string;
  readonly path: string;
  readonly status?: number;
  readonly file?: string;
  readonly body?: string;
}

export interface EventStep {
  readonly at: number;
  readonly sessions_xml?: string;
  readonly routes?: readonly Route[];
  readonly sql?: readonly string[];
  readonly ws?: unknown;
  readonly ws_raw?: string;
  readonly do?: string;
}

/** Reads documents of the recorded world; routes with a body of their own come first. */
function readerOf(routes: readonly Route[]): ItemReader {
  const files = fixtureReader(routes.filter(({ body }) => body === undefined));
  return {
    ...files,
    read: async (path, parse) => {
      const [plain] = `/${path}`.split('?');
      const own = routes.find((route) => route.body !== undefined && route.path === plain);
      if (own?.body === undefined) return files.read(path, parse);
      const parsed = parse(own.body, null);
      if (!parsed.ok) throw new Error(parsed.problem);
      return { ok: true, value: parsed.value.values };
    },
  };
}

export class EventWorld {
  state: ServerSessions = NO_SESSIONS;
  private readonly db: Db;
  private readonly serverId: ServerId;
  private readonly settings: Settings;
  private readonly t0: number;
  private readonly clock: ReturnType<typeof manualClock>;
  private saver: Saver;
  private lists: DescribedSessions;
  private routes: readonly Route[];
  private sessionsXml = '<MediaContainer size="0"/>';
  private again: SessionAnswer | null = null;
  /** Readings that are under way. */
  private pending = 0;

  constructor(options: {
    db: Db;
    serverId: ServerId;
    settings: Partial<Settings>;
    routes: readonly Route[];
    t0: number;
  }) {
    this.db = options.db;
    this.serverId = options.serverId;
    this.settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.routes = options.routes;
    this.t0 = options.t0;
    this.clock = manualClock(options.t0);
    this.saver = this.newSaver();
    this.lists = this.newLists();
  }

  async step(step: EventStep): Promise<void> {
    await this.passTime(this.t0 + step.at * 1000);
    if (step.sessions_xml !== undefined) this.sessionsXml = step.sessions_xml;
    if (step.routes !== undefined) this.routes = step.routes;
    if (step.ws !== undefined) await this.hear(JSON.stringify(step.ws));
    if (step.ws_raw !== undefined) await this.hear(step.ws_raw);
    if (step.do === 'disconnect') await this.feed({ kind: 'link-lost', at: this.clock.now() });
    if (step.do === 'restart') await this.restart();
    if (step.do === 'poll' || step.do === 'restart' || step.do === 'connect') await this.readList(true);
    // A DLNA client is looked at a second time.
    if ([...this.state.waiting.values()].some(({ isExpected }) => isExpected)) {
      await this.passTime(this.clock.now() + 1_000);
    }
  }

  private async passTime(until: number): Promise<void> {
    while (this.clock.now() < until) {
      await this.clock.advance(Math.min(1_000, until - this.clock.now()));
      if (this.state.live.size + this.state.waiting.size > 0) {
        await this.feed({ kind: 'tick', at: this.clock.now(), isCurrent: true });
      }
      await this.settle();
    }
  }

  private async hear(text: string): Promise<void> {
    const parsed = parseNotification(text);
    if (parsed.kind !== 'notification' || parsed.notification.kind !== 'playing') return;
    for (const report of parsed.notification.reports) await this.feed({ kind: 'report', at: this.clock.now(), report });
  }

  private async restart(): Promise<void> {
    const restored = await restoreSessions(this.db, this.serverId);
    this.saver = this.newSaver();
    this.lists = this.newLists();
    for (const { session, rowId } of restored) this.saver.adopt(session.sessionKey, rowId);
    this.state = { ...NO_SESSIONS, live: new Map(restored.map(({ session }) => [session.sessionKey, session])) };
  }

  private async feed(fact: Fact): Promise<void> {
    const { state, effects } = reduce(this.state, fact, this.settings);
    this.state = state;
    for (const effect of effects) this.perform(effect);
    if (effects.some((effect) => effect.do === 'read-list')) await this.readList(false);
    await this.settle();
  }

  private perform(effect: Effect): void {
    if (effect.do === 'save') this.saver.save(effect.sessionKey, true);
    else if (effect.do === 'close') this.saver.close(effect.closed);
    else if (effect.do === 'announce') this.saver.announce(effect.sessionKey, effect.note);
  }

  private async readList(isFirst: boolean): Promise<void> {
    const askedAt = this.clock.now();
    this.again = null;
    const answer = await this.lists(new AbortController().signal, (list) => {
      this.again = list;
    });
    await this.settle();
    if (!answer.ok) await this.feed({ kind: 'no-list', at: askedAt, askedAt });
    else await this.feed({ kind: 'list', at: askedAt, askedAt, isFirst, ...(this.again ?? answer.value) });
  }

  private newLists(): DescribedSessions {
    return createDescribedSessions(
      {
        sessions: async () => {
          const parsed = parseSessions(this.sessionsXml, null);
          return parsed.ok
            ? { ok: true, value: parsed.value }
            : { ok: false, reason: 'malformed', problem: parsed.problem };
        },
        metadata: (keys) => this.metadata(keys),
      },
      this.clock,
    );
  }

  private metadata(keys: readonly RatingKey[]): Promise<Answer<readonly DescribedItem[]>> {
    return this.awaited(readItems(readerOf(this.routes), keys));
  }

  private newSaver(): Saver {
    return createSaver({
      db: this.db,
      cache: createFactCache(),
      log: silentLog,
      settings: async () => this.settings,
      clock: this.clock,
      serverId: this.serverId,
      serverName: 'Lanternhouse',
      current: (key: SessionKey): LiveSession | undefined => this.state.live.get(key),
      meet: async () => undefined,
      describe: (closed: ClosedSession) =>
        this.awaited(describeClosed(closed, this.settings, (key) => this.metadata([key]))),
    });
  }

  private async awaited<T>(reading: Promise<T>): Promise<T> {
    this.pending += 1;
    try {
      return await reading;
    } finally {
      this.pending -= 1;
    }
  }

  /** Until everything that was decided is read and committed. */
  private async settle(): Promise<void> {
    do {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await this.saver.idle();
    } while (this.pending > 0);
    await new Promise<void>((resolve) => setImmediate(resolve));
    await this.saver.idle();
  }
}
