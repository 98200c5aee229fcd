/** The devices of an account, and what was synced to them (Plex protocol notes 5.11 to 5.13). */
import type { ParseResult } from './parse-metadata.ts';
import { mapped, parseContainer, said } from './parse-rows.ts';
import { parseNothing, type Question } from './question.ts';
import { childrenNamed, descendantsNamed, parseXml, type XmlElement } from './xml.ts';

/** A device as plex.tv lists it, texts as sent. */
export interface PlexDevice {
  readonly name: string | null;
  readonly product: string | null;
  readonly productVersion: string | null;
  readonly platform: string | null;
  readonly platformVersion: string | null;
  readonly device: string | null;
  readonly model: string | null;
  readonly vendor: string | null;
  readonly provides: string | null;
  readonly clientIdentifier: string | null;
  readonly id: string | null;
  /** Never to be shown. */
  readonly token: string | null;
}

export function parseDevices(body: string): ParseResult<readonly PlexDevice[]> {
  return mapped(parseContainer(body), (container) =>
    childrenNamed(container, 'Device').map((device) => ({
      name: said(device, 'name'),
      product: said(device, 'product'),
      productVersion: said(device, 'productVersion'),
      platform: said(device, 'platform'),
      platformVersion: said(device, 'platformVersion'),
      device: said(device, 'device'),
      model: said(device, 'model'),
      vendor: said(device, 'vendor'),
      provides: said(device, 'provides'),
      clientIdentifier: said(device, 'clientIdentifier'),
      id: said(device, 'id'),
      token: said(device, 'token'),
    })),
  );
}

export const devices: Question<readonly PlexDevice[]> = { path: 'devices.xml', parse: parseDevices };

/** Something that was synced to a device. Texts as sent; counts and rates are numbers in it. */
export interface SyncedItem {
  readonly clientIdentifier: string | null;
  readonly syncId: string | null;
  readonly userId: string | null;
  readonly deviceName: string | null;
  readonly platform: string | null;
  readonly rootTitle: string | null;
  readonly title: string | null;
  readonly metadataType: string | null;
  readonly contentType: string | null;
  /** Of the item, album, show or collection; null for playlists, whose `playlist` tells which. */
  readonly ratingKey: string | null;
  /** End of the guid of a playlist. */
  readonly playlist: string | null;
  readonly mediaType: 'collection' | 'playlist' | null;
  readonly state: string | null;
  readonly itemCount: string | null;
  readonly completeCount: string | null;
  readonly downloadedCount: string | null;
  readonly totalSize: string | null;
  readonly failure: string | null;
  readonly videoBitrate: string | null;
  readonly videoQuality: string | null;
  readonly musicBitrate: string | null;
  readonly photoQuality: string | null;
}

type Location = Pick<SyncedItem, 'ratingKey' | 'playlist' | 'mediaType'>;

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Which item is meant: the place is an address that has another one in it. */
function locationOf(uri: string | null): Location {
  const place = decoded(uri ?? '');
  if (place.startsWith('playlist://')) {
    const playlist = /^playlist:\/\/(?:[^/]*\/)*([^/?]+)/.exec(place)?.[1] ?? null;
    return { ratingKey: null, playlist, mediaType: 'playlist' };
  }
  const [, kind, ratingKey = null] = /\/library\/(metadata|collections)\/(\d+)/.exec(place) ?? [];
  return { ratingKey, playlist: null, mediaType: kind === 'collections' ? 'collection' : null };
}

function syncedItem(list: XmlElement, item: XmlElement): SyncedItem {
  const [device] = descendantsNamed(list, 'Device');
  const part = (name: string) => descendantsNamed(item, name).at(-1);
  const [status, settings, location] = [part('Status'), part('MediaSettings'), part('Location')];
  const of = (element: XmlElement | undefined, name: string) => (element === undefined ? null : said(element, name));
  return {
    clientIdentifier: said(list, 'clientIdentifier'),
    syncId: said(item, 'id'),
    userId: of(device, 'userID'),
    deviceName: of(device, 'name'),
    platform: of(device, 'platform'),
    rootTitle: said(item, 'rootTitle'),
    title: said(item, 'title'),
    metadataType: said(item, 'metadataType'),
    contentType: said(item, 'contentType'),
    ...locationOf(of(location, 'uri')),
    state: of(status, 'state'),
    itemCount: of(status, 'itemsCount'),
    completeCount: of(status, 'itemsCompleteCount'),
    downloadedCount: of(status, 'itemsDownloadedCount'),
    totalSize: of(status, 'totalSize'),
    failure: of(status, 'failure'),
    videoBitrate: of(settings, 'maxVideoBitrate'),
    videoQuality: of(settings, 'videoQuality'),
    musicBitrate: of(settings, 'musicBitrate'),
    photoQuality: of(settings, 'photoQuality'),
  };
}

export function parseSyncLists(body: string): ParseResult<readonly SyncedItem[]> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'SyncLists') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const value = childrenNamed(xml.root, 'SyncList').flatMap((list) =>
    descendantsNamed(list, 'SyncItem').map((item) => syncedItem(list, item)),
  );
  return { ok: true, value };
}

export const syncListsOf = (machineIdentifier: string): Question<readonly SyncedItem[]> => ({
  path: `servers/${encodeURIComponent(machineIdentifier)}/sync_lists`,
  parse: parseSyncLists,
});

export const deleteSyncedItem = (clientIdentifier: string, syncId: string): Question<null> => ({
  path: `devices/${encodeURIComponent(clientIdentifier)}/sync_items/${encodeURIComponent(syncId)}`,
  method: 'DELETE',
  parse: parseNothing,
});
