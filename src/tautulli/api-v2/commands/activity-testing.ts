/** Live sessions in a database, and the commands over them; for tests. */
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { LinkState } from '#contract/enums.ts';
import type { ServerId } from '#contract/ids.ts';
import { servers, sessions, users } from '#db/schema/index.ts';
import type { TestDatabase } from '#db/testing.ts';
import { createFactCache } from '#history/fact-cache.ts';
import { silentLog } from '#log';
import { saveSessions } from '#monitoring/commit.ts';
import { openSession } from '#monitoring/session.ts';
import type { ListedSession } from '#plex/facts.ts';
import { describeSession, parseSessions, type SessionEntry } from '#plex/parse-sessions.ts';
import { readItems } from '#plex/read-items.ts';
import { fixtureReader, fixtureText } from '#plex/testing.ts';
import type { Services } from '../command.ts';
import { answerRequest } from '../dispatch.ts';
import { dispatchDeps, KEY } from '../testing.ts';
import type { Ask } from './users-testing.ts';

export const NOW = 1_773_196_200_000;

/** A server that is watched; everything before it is gone. */
export async function watchedServer({ db }: TestDatabase, linkState: LinkState = 'ok'): Promise<ServerId> {
  for (const table of [sessions, servers, users]) await db.delete(table);
  const [server] = await db
    .insert(servers)
    .values({ name: 'Harbour', url: 'http://x', tokenSealed: '-', linkState })
    .returning({ id: servers.id });
  if (server === undefined) throw new Error('no server was inserted');
  return server.id;
}

/** Commits sessions as live since a moment ago. */
export async function play(
  { db }: TestDatabase,
  serverId: ServerId,
  listed: readonly ListedSession[],
): Promise<ReadonlyMap<string, number>> {
  const live = listed.map((one) => ({
    session: openSession(one, NOW - 5_000, NOW),
    rowId: null,
    isDescribed: false,
    notes: [],
  }));
  return saveSessions(
    { db, cache: createFactCache(), log: silentLog, settings: async () => DEFAULT_SETTINGS },
    serverId,
    live,
  );
}

/** Asks over these services only. */
export function askWith({ db }: TestDatabase, services: Services): Ask {
  const deps = dispatchDeps({
    room: async () => ({ db, settings: DEFAULT_SETTINGS, now: () => NOW, timeZone: 'UTC', services }),
  });
  return async (cmd, params = {}, apikey = KEY) => {
    const sent = new Map(Object.entries({ ...params, apikey, cmd }).map(([name, value]) => [name, [String(value)]]));
    const { status, body } = await answerRequest({ sent, headerKey: undefined }, deps);
    return { status, ...JSON.parse(String(body)).response };
  };
}

/** The server of the recordings. */
const VERSION = '1.41.3.9314-0a1b2c3d4';

async function described(entry: SessionEntry): Promise<ListedSession> {
  const { ratingKey } = entry.listed.item;
  if (ratingKey === null) return entry.listed;
  const answer = await readItems(fixtureReader([], { serverVersion: VERSION }), [ratingKey]);
  const found = answer.ok ? answer.value[0] : undefined;
  return found === undefined ? entry.listed : describeSession(entry, found);
}

/** The sessions of a recorded list, described as the monitor describes them. */
export function recordedList(name: string): Promise<ListedSession[]> {
  const parsed = parseSessions(fixtureText(`pms/${name}.xml`), VERSION);
  if (!parsed.ok) throw new Error(parsed.problem);
  return Promise.all(parsed.value.entries.map(described));
}
