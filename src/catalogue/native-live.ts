/** The native API over what servers say now. */
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import type {
  LiveItem,
  LiveRecentQuery,
  LiveRows,
  LiveSearchQuery,
  LiveSearchResults,
  LiveServerDetails,
  LiveShelves,
  ServerPing,
} from '#contract/live.ts';
import type { Db } from '#db/pool.ts';
import type { Answer, DescribedItem } from '#plex/facts.ts';
import { albumsOf, childrenOf, inCollection, inPlaylist } from '#plex/parse-children.ts';
import { shelvesBeside } from '#plex/parse-hubs.ts';
import { describeItems } from '#plex/read-described.ts';
import { readServerName, readUpdate } from '#plex/read-server.ts';
import { Problem } from '#problem';
import { readRecentlyAdded } from './live-recently-added.ts';
import { type LiveServer, liveServer, type ServerLinks } from './live-server.ts';
import { instantOf, liveItemView, rowView, signing, wholeNumber } from './live-views.ts';
import { platformOf, serverExists } from './queries-servers.ts';
import { searchServer } from './search-server.ts';
import type { ImageUrlOf } from './views.ts';

export interface LiveDeps {
  readonly db: Db;
  readonly links: ServerLinks;
  readonly imageUrl: ImageUrlOf;
  readonly settings: Settings;
  readonly timeZone: string;
  readonly now: EpochMs;
  /** Plex's numbers of the libraries of which something may be told; null for all. */
  readonly sections: ReadonlySet<number> | null;
}

/** Whether something of a library may be told; what lies in none is for those who see everything. */
const isTold = ({ sections }: Pick<LiveDeps, 'sections'>, sectionId: number | null): boolean =>
  sections === null || (sectionId !== null && sections.has(sectionId));

/** @throws Problem `not_found`, `unavailable` */
export async function askable({ db, links }: Pick<LiveDeps, 'db' | 'links'>, id: number): Promise<LiveServer> {
  const server = liveServer(links, id as ServerId);
  if (server !== null) return server;
  if (await serverExists(db, id as ServerId))
    throw new Problem('unavailable', 'This server cannot be asked at present');
  throw new Problem('not_found', `There is no server with the number ${id}`);
}

/** @throws Problem `upstream` */
export function said<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Problem(answer.reason === 'not_found' ? 'not_found' : 'upstream', answer.problem);
}

export async function serverDetails(deps: LiveDeps, id: number): Promise<LiveServerDetails> {
  const server = await askable(deps, id);
  const { machineIdentifier, version } = said(await server.media.identity());
  const name = await readServerName(server.media, machineIdentifier);
  const { settings } = deps;
  const update = await readUpdate(server.media, server.plexTv, {
    channel: settings.plexUpdateChannel,
    platform: (await platformOf(deps.db, server.id)) ?? '',
    distribution: settings.plexUpdateDistribution,
    build: settings.plexUpdateBuild,
  });
  const found = update.ok ? update.value : null;
  return {
    machineIdentifier,
    version,
    name: name.ok ? name.value : null,
    release:
      found === null
        ? null
        : {
            version: found.version,
            isNewer: found.isNewer,
            releasedAt: instantOf(found.releaseDate),
            downloadUrl: found.downloadUrl,
          },
  };
}

/** Asks the smallest question there is and takes the time. @throws Problem `not_found`, `unavailable`, `upstream` */
export async function serverPing(
  deps: LiveDeps,
  id: number,
  { monotonic }: Pick<Clock, 'monotonic'>,
): Promise<ServerPing> {
  const server = await askable(deps, id);
  const began = monotonic();
  said(await server.media.identity());
  return { answeredInMs: Math.round(monotonic() - began) };
}

async function describedItem(server: LiveServer, ratingKey: string, deps: LiveDeps): Promise<DescribedItem> {
  const { timeZone } = deps;
  const [found] = said(await describeItems(server.media, [ratingKey as RatingKey], { timeZone }));
  if (found === undefined || !isTold(deps, found.item.sectionId))
    throw new Problem('not_found', `The server has no item with the key ${ratingKey}`);
  return found;
}

/** Where files lie is for those who look after the server. */
const withoutPaths = (item: LiveItem): LiveItem => ({
  ...item,
  versions: item.versions.map((version) => ({
    ...version,
    files: version.files.map((file) => ({ ...file, path: null })),
  })),
});

const told = (described: DescribedItem, server: LiveServer, { sections, imageUrl }: LiveDeps): LiveItem => {
  const item = liveItemView(described, signing(server.id, imageUrl));
  return sections === null ? item : withoutPaths(item);
};

export async function serverItem(deps: LiveDeps, id: number, ratingKey: string): Promise<LiveItem> {
  const server = await askable(deps, id);
  return told(await describedItem(server, ratingKey, deps), server, deps);
}

export async function serverItemChildren(deps: LiveDeps, id: number, ratingKey: string): Promise<LiveRows> {
  const server = await askable(deps, id);
  const { item } = await describedItem(server, ratingKey, deps);
  const questions: Readonly<Record<string, () => ReturnType<typeof childrenOf>>> = {
    artist: () => albumsOf(ratingKey, item.sectionId ?? 0),
    collection: () => inCollection(ratingKey),
    playlist: () => inPlaylist(ratingKey),
  };
  const children = said(await server.media.ask((questions[item.mediaType] ?? (() => childrenOf(ratingKey)))()));
  const signed = signing(server.id, deps.imageUrl);
  return { rows: (children?.rows ?? []).map((row) => rowView(row, signed)) };
}

/** What the server shows beside an item. */
export async function serverItemRelated(deps: LiveDeps, id: number, ratingKey: string): Promise<LiveShelves> {
  const server = await askable(deps, id);
  const { item } = await describedItem(server, ratingKey, deps);
  const shelves = said(await server.media.ask(shelvesBeside(ratingKey)));
  const signed = signing(server.id, deps.imageUrl);
  const isToldToo = (sectionId: string | null): boolean =>
    isTold(deps, sectionId === null ? item.sectionId : Number(sectionId));
  return {
    shelves: shelves
      .map(({ title, rows }) => ({ title, rows: rows.filter((row) => isToldToo(row.librarySectionID)) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, rows }) => ({ title, rows: rows.map((row) => rowView(row, signed)) })),
  };
}

export async function serverSearch(
  deps: LiveDeps,
  id: number,
  { query, limit }: LiveSearchQuery,
): Promise<LiveSearchResults> {
  const server = await askable(deps, id);
  const found = said(await searchServer(server.media, { query, limit, timeZone: deps.timeZone }));
  return {
    groups: Object.entries(found)
      .map(([mediaType, items]) => ({
        mediaType,
        items: items.filter(({ item }) => isTold(deps, item.sectionId)).map((one) => told(one, server, deps)),
      }))
      .filter(({ items }) => items.length > 0),
  };
}

export async function serverRecentlyAdded(deps: LiveDeps, id: number, query: LiveRecentQuery): Promise<LiveRows> {
  const server = await askable(deps, id);
  const { kind = null, sectionId = null, offset, limit } = query;
  if (sectionId !== null && !isTold(deps, sectionId))
    throw new Problem('not_found', `There is no library with the number ${sectionId}`);
  const rows = said(await readRecentlyAdded(server.media, { kind, sectionId, start: offset, count: limit }));
  const signed = signing(server.id, deps.imageUrl);
  const ofLibrary = rows.filter((row) => isTold(deps, wholeNumber(row.librarySectionID) ?? sectionId));
  return { rows: ofLibrary.map((row) => rowView(row, signed)) };
}
