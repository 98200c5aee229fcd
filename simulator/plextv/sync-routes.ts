import { element, type Reply, text } from '../http/reply.ts';
import type { Params, Route } from '../http/router.ts';
import { type Element, el } from '../wire/element.ts';
import type { AccountCall, AccountState } from './account.ts';
import { SYNC_CLIENT, SYNC_DEVICE, SYNC_DEVICE_ID } from './server-routes.ts';

interface SyncEntry {
  readonly id: number;
  readonly itemKey: string;
  readonly rootTitle: string;
  readonly metadataType: string;
  /** Which library in the address; blank for playlists. */
  readonly library: number;
  readonly counts: { readonly items: number; readonly complete: number; readonly downloaded: number };
  readonly musicBitrate?: number;
  readonly maxVideoBitrate?: number;
}

/** What one phone of the scenario world keeps offline; entries whose item does not exist are left out. */
const ENTRIES: readonly SyncEntry[] = [
  {
    id: 63_001,
    itemKey: 'artist/sunniva-sorby/nordlys',
    rootTitle: 'Music',
    metadataType: 'album',
    library: 3,
    counts: { items: 8, complete: 8, downloaded: 4 },
    musicBitrate: 192,
  },
  {
    id: 63_002,
    itemKey: 'playlist/fern-favourites',
    rootTitle: 'Playlists',
    metadataType: 'track',
    library: 9,
    counts: { items: 2, complete: 2, downloaded: 2 },
    musicBitrate: 320,
  },
  {
    id: 63_003,
    itemKey: 'film/paper-moons',
    rootTitle: 'Films',
    metadataType: 'movie',
    library: 1,
    counts: { items: 1, complete: 0, downloaded: 0 },
    maxVideoBitrate: 4000,
  },
];

const AUDIO: ReadonlySet<string> = new Set(['track', 'album']);
const BYTES_PER_ITEM = 1_234_567;
const OWNER_OF_PHONE = 71_000_102;

function locationOf(state: AccountState, entry: SyncEntry): { uri: string; title: string } | null {
  const item = state.world.library.find(entry.itemKey);
  if (item === undefined) return null;
  const root = `9d0e4f3a-0000-4000-8000-00000000000${entry.library}`;
  const uri =
    item.kind === 'playlist'
      ? `playlist://${root}/${encodeURIComponent(item.guid)}`
      : `library://${root}/item/${encodeURIComponent(`/library/metadata/${item.ratingKey}`)}`;
  return { uri, title: item.title };
}

function syncItem(state: AccountState, entry: SyncEntry): Element | null {
  const where = locationOf(state, entry);
  if (where === null || state.deletedSyncItems.has(String(entry.id))) return null;
  const { counts, metadataType } = entry;
  const video = entry.maxVideoBitrate;
  return el(
    'SyncItem',
    {
      id: entry.id,
      version: 2,
      rootTitle: entry.rootTitle,
      title: where.title,
      metadataType,
      contentType: AUDIO.has(metadataType) ? 'audio' : 'video',
    },
    [
      el('Server', { machineIdentifier: state.world.server.machineIdentifier }),
      el('Status', {
        failureCode: '',
        failure: '',
        state: counts.items === counts.complete ? 'complete' : 'pending',
        itemsCount: counts.items,
        itemsCompleteCount: counts.complete,
        itemsDownloadedCount: counts.downloaded,
        itemsReadyCount: counts.complete,
        itemsSuccessfulCount: counts.complete,
        totalSize: BYTES_PER_ITEM * counts.complete,
      }),
      el('MediaSettings', {
        audioBoost: 100,
        maxVideoBitrate: video ?? '',
        musicBitrate: entry.musicBitrate ?? '',
        photoQuality: '',
        photoResolution: '',
        videoResolution: video === undefined ? '' : '1280x720',
        videoQuality: video === undefined ? '' : 74,
      }),
      el('Policy', { scope: 'all', value: 0, unwatched: false }),
      el('Location', { uri: where.uri }),
    ],
  );
}

/** Plex protocol notes 5.12. */
function syncLists(state: AccountState): Reply {
  const device = { id: SYNC_DEVICE_ID, ...SYNC_DEVICE, userID: OWNER_OF_PHONE, lastSeenAt: 1_716_050_000 };
  return element(
    el('SyncLists', {}, [
      el(
        'SyncList',
        { id: 88_001, clientIdentifier: SYNC_CLIENT, serverMachineIdentifier: state.world.server.machineIdentifier },
        [
          el('Device', device),
          el(
            'SyncItems',
            {},
            ENTRIES.map((entry) => syncItem(state, entry)),
          ),
        ],
      ),
    ]),
  );
}

function removeSyncItem(state: AccountState, params: Params): Reply {
  if (params.item !== undefined) state.deletedSyncItems.add(params.item);
  return text('');
}

/** The old way of keeping things offline. */
export const syncRoutes = (state: AccountState): Route<AccountCall>[] => [
  { pattern: `/servers/${state.world.server.machineIdentifier}/sync_lists`, run: () => syncLists(state) },
  {
    pattern: '/devices/:client/sync_items/:item',
    method: 'DELETE',
    run: (_call, params) => removeSyncItem(state, params),
  },
  { pattern: '/devices/:client/sync_items', run: () => text('') },
];
