/** What messages may say about server, person and live streams, read when an event is matched. */
import { mainServer } from '#catalogue/main-server.ts';
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { displayName } from '#users/people.ts';
import { VERSION } from '../../version.ts';
import type { Announcement } from '../announce.ts';
import type {
  LiveStream,
  ParameterContext,
  ParameterEvent,
  PersonContext,
  ServerContext,
  Words,
} from '../parameters/types.ts';
import { personRow, serverRow, streamRows } from '../queries-context.ts';

const DEFAULT_PORT = 32_400;

/** An installation from a package has no branch; clients of old look at these names. */
const PROGRAM = { version: `v${VERSION}`, remote: 'origin', branch: 'master', commit: '' };

export interface Place {
  /** The moment up to which what goes on is counted. */
  readonly now: EpochMs;
  /** IANA name. */
  readonly timeZone: string;
  readonly words: Words;
}

/** What every message may say. */
export async function parameterContext(
  tx: Tx,
  serverId: ServerId | null,
  settings: Settings,
  place: Place,
): Promise<ParameterContext> {
  const id = serverId ?? (await mainServer(tx));
  return {
    server: id === null ? null : await serverContext(tx, id),
    program: PROGRAM,
    settings: {
      dateFormat: settings.dateFormat,
      timeFormat: settings.timeFormat,
      plexWebUrl: settings.plexWebUrl,
      groupsByGrandparent: settings.groupRecentlyAddedByShow,
      groupsByParent: settings.groupRecentlyAddedBySeason,
    },
    ...place,
  };
}

async function serverContext(tx: Tx, id: ServerId): Promise<ServerContext | null> {
  const row = await serverRow(tx, id);
  if (row === null) return null;
  const url = row.url === null ? null : URL.parse(row.url);
  return {
    name: row.name,
    host: url?.hostname.replace(/^\[|\]$/g, '') ?? '',
    port: url === null ? DEFAULT_PORT : portOf(url),
    url: row.url ?? '',
    platform: row.platform ?? '',
    version: row.version ?? '',
    machineIdentifier: row.machineIdentifier ?? '',
  };
}

const portOf = ({ port, protocol }: URL): number => {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
};

/** The event with everything its values are made of. */
export async function parameterEvent(tx: Tx, told: Announcement): Promise<ParameterEvent> {
  switch (told.kind) {
    case 'server':
      return { kind: 'server', trigger: told.trigger, facts: told.facts };
    case 'created':
      return {
        kind: 'created',
        trigger: 'on_created',
        item: told.item,
        children: told.children ?? [],
        isManual: told.manual !== undefined,
        liveStreams: await liveStreams(tx, told, null),
        poster: null,
      };
    case 'stream': {
      const person = await personContext(tx, told);
      return {
        kind: 'stream',
        trigger: told.trigger,
        stream: told.stream,
        person,
        liveStreams: await liveStreams(tx, told, person),
        poster: null,
      };
    }
  }
}

type OfMedia = Exclude<Announcement, { kind: 'server' }>;

/** A stream that stops does not count any more; any other counts at its own event, even when it is gone by now. */
async function liveStreams(tx: Tx, told: OfMedia, person: PersonContext | null): Promise<LiveStream[]> {
  const own = told.kind === 'stream' ? told.stream : null;
  const rows = await streamRows(tx, { serverId: told.serverId, at: told.at, except: own?.sessionId ?? null });
  const others = rows.map(({ plexUserId, ...row }) => ({ ...row, userId: plexUserId }));
  if (own === null || person === null || told.trigger === 'on_stop') return others;
  const { location, bandwidthKbps, stream } = own.listed;
  const { decision } = stream;
  return [...others, { sessionKey: own.sessionKey, userId: person.userId, location, bandwidthKbps, decision }];
}

async function personContext(
  tx: Tx,
  { serverId, stream }: Extract<Announcement, { kind: 'stream' }>,
): Promise<PersonContext> {
  const row = await personRow(tx, serverId, stream.userId);
  if (row === null) throw new Error('the person of a stream is not known');
  return {
    userId: row.plexUserId,
    username: row.username,
    friendlyName: displayName(row),
    email: row.email,
    thumb: row.thumb,
    isAdmin: row.isOwner,
    isHomeUser: row.isHomeUser,
    isAllowSync: row.allowsSync,
    isRestricted: row.isRestricted,
    keepHistory: row.keepHistory,
    isDeleted: row.isDeleted,
    allowGuest: row.allowsGuest,
    sharedLibraries: (row.sectionIds ?? []).map(String),
  };
}
