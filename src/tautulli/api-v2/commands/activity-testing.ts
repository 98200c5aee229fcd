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
import { parseMetadata } from '#plex/parse-metadata.ts';
import { describeSession, parseSessions, type SessionEntry } from '#plex/parse-sessions.ts';
import { fixtureText } from '#plex/testing.ts';
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
  const live = listed.map((one) => ({ session: openSession(one, NOW - 5_000, NOW), rowId: null }));
  return saveSessions({ db, cache: createFactCache(), log: silentLog }, serverId, live);
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

function fixtureOrNull(path: string): string | null {
  try {
    return fixtureText(path);
  } catch {
    return null;
  }
}

function describedFully(entry: SessionEntry): ListedSession {
  const key = entry.listed.item.ratingKey;
  const text =
    key === null ? null : (fixtureOrNull(`pms/metadata-${key}.xml`) ?? fixtureOrNull(`pms/metadata-${key}-live.xml`));
  const parsed = text === null ? null : parseMetadata(text);
  const found = parsed?.ok ? parsed.value.values[0] : undefined;
  return found === undefined ? entry.listed : describeSession(entry, found);
}

/** The sessions of a recorded list, described as the monitor describes them. */
export function recordedList(name: string): ListedSession[] {
  const parsed = parseSessions(fixtureText(`pms/${name}.xml`), null);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value.entries.map(describedFully);
}
