import { bytes, element, type Reply } from '../http/reply.ts';
import type { Params, Route } from '../http/router.ts';
import { el } from '../wire/element.ts';
import { collectionsOf, itemKey, playlistComposite } from '../wire/item-attributes.ts';
import { CONTAINER, containerSection, itemElement } from '../wire/item-element.ts';
import type { Item, Section } from '../world/types.ts';
import type { PmsCall, ServerState } from './context.ts';
import { arrivals } from './item-routes.ts';
import { recentlyAdded } from './ordering.ts';
import { container, page } from './page.ts';

function playlists(state: ServerState, call: PmsCall): Reply {
  const { library, people } = state.world;
  const { playlistType, sectionID } = call.query;
  const wanted = library.playlists
    .filter((playlist) => (playlist.ownerId ?? people[0].id) === call.person.id)
    .filter((playlist) => !playlistType || playlist.playlistType === playlistType)
    .filter((playlist) => !sectionID || playlist.members.some((member) => String(member.section?.id) === sectionID));
  const guids = call.query.includeGuids === '1';
  return element(page(call, wanted, (playlist) => itemElement(library, playlist, { guids })));
}

function playlistItems(state: ServerState, call: PmsCall, playlist: Item): Reply {
  const { library } = state.world;
  const rows = playlist.members.map((member, position) => ({ member, position }));
  const guids = call.query.includeGuids === '1';
  const total = playlist.members.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
  return element(
    page(
      call,
      rows,
      ({ member, position }) =>
        itemElement(library, member, {
          guids,
          section: true,
          extra: { playlistItemID: playlist.ratingKey * 100 + position },
        }),
      {
        composite: playlistComposite(playlist),
        duration: playlist.playlistType === 'photo' ? 0 : Math.round(total / 1000),
        leafCount: playlist.members.length,
        playlistType: playlist.playlistType,
        ratingKey: String(playlist.ratingKey),
        smart: playlist.smart,
        title: playlist.title,
      },
    ),
  );
}

function playlist(state: ServerState, call: PmsCall, params: Params): Reply | null {
  const found = state.world.library.byRatingKey(Number(params.id));
  if (found?.kind !== 'playlist') return null;
  switch (params.what) {
    case undefined:
      return container({}, [itemElement(state.world.library, found, { detail: true })]);
    case 'items':
      return playlistItems(state, call, found);
    case 'composite': {
      const picture = state.images.picture({ source: call.path, width: 400, height: 400, format: 'jpeg' });
      return bytes(picture.bytes, picture.type);
    }
    default:
      return null;
  }
}

const isOtherVideos = (section: Section): boolean => section.agent.endsWith('.agents.none');

/** Which libraries a home hub gathers (Plex protocol notes 3.10). */
function hubSections(state: ServerState, call: PmsCall): Section[] {
  const { sections } = state.world.library;
  switch (call.query.type) {
    case '1':
      return sections.filter((one) => one.kind === 'movie' && isOtherVideos(one) === (call.query.personal === '1'));
    case '2':
      return sections.filter(({ kind }) => kind === 'show');
    case '8':
      return sections.filter(({ kind }) => kind === 'artist');
    default:
      return [];
  }
}

/** The other items of each collection an item is in. */
function related(state: ServerState, call: PmsCall, params: Params): Reply | null {
  const item = state.world.library.byRatingKey(Number(params.id));
  if (item === undefined) return null;
  const guids = call.query.includeGuids === '1';
  const hubs = collectionsOf(item).map((collection, i) => {
    const others = collection.members.filter((member) => member !== item);
    return el(
      'Hub',
      {
        hubKey: `/library/metadata/${others.map(({ ratingKey }) => ratingKey).join(',')}`,
        key: itemKey(collection),
        title: collection.title,
        type: item.kind,
        hubIdentifier: `collection.related.${i + 1}`,
        context: `hub.collection.related.${i + 1}`,
        size: others.length,
        more: false,
        style: 'shelf',
      },
      others.map((other) => itemElement(state.world.library, other, { guids })),
    );
  });
  return container({ allowSync: true, ...CONTAINER, ...containerSection(item) }, hubs);
}

const SEARCHED = ['movie', 'show', 'season', 'episode', 'artist', 'album', 'track', 'collection', 'playlist', 'photo'];
const DEFAULT_LIMIT = 3;

function search(state: ServerState, call: PmsCall): Reply {
  const { library } = state.world;
  const text = (call.query.query ?? '').toLowerCase();
  const limit = Number(call.query.limit) || DEFAULT_LIMIT;
  const found = text === '' ? [] : [...library.items()].filter(({ title }) => title.toLowerCase().includes(text));
  const types = SEARCHED.filter((type) => type !== 'collection' || call.query.includeCollections === '1');
  const hubs = types.map((type) => {
    const rows = found.filter((item) => item.kind === type).slice(0, limit);
    const title = `${type.charAt(0).toUpperCase()}${type.slice(1)}s`;
    return el(
      'Hub',
      {
        title,
        type,
        hubIdentifier: type,
        context: `hub.search.${type}`,
        size: rows.length,
        more: false,
        style: 'shelf',
      },
      rows.map((item) => itemElement(library, item, { section: true, extra: { score: '0.84' } })),
    );
  });
  return container(CONTAINER, hubs);
}

/** Playlists and hubs (Plex protocol notes 3.4, 3.10, 3.11). */
export const shelfRoutes = (state: ServerState): Route<PmsCall>[] => [
  { pattern: '/playlists', run: (call) => playlists(state, call) },
  { pattern: '/playlists/:id', run: (call, params) => playlist(state, call, params) },
  { pattern: '/playlists/:id/:what', run: (call, params) => playlist(state, call, params) },
  { pattern: '/playlists/:id/:what/*rest', run: (call, params) => playlist(state, call, params) },
  {
    pattern: '/hubs/home/recentlyAdded',
    run: (call) => arrivals(state, call, recentlyAdded(hubSections(state, call))),
  },
  { pattern: '/hubs/search', run: (call) => search(state, call) },
  { pattern: '/hubs/metadata/:id/related', run: (call, params) => related(state, call, params) },
];
