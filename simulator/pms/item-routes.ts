import { bytes, element, type Reply } from '../http/reply.ts';
import type { Params, Route } from '../http/router.ts';
import { unlistedElement } from '../playback/views.ts';
import { type Attributes, type Element, el } from '../wire/element.ts';
import { artPath, itemAttributes, itemPath, themePath, typeNumber, wireType } from '../wire/item-attributes.ts';
import { CONTAINER, containerSection, type ItemDetail, itemElement } from '../wire/item-element.ts';
import { leavesOf, sectionOf } from '../world/library.ts';
import type { Item } from '../world/types.ts';
import type { PmsCall, ServerState } from './context.ts';
import { recentlyAdded } from './ordering.ts';
import { container, emptyContainer, page } from './page.ts';

/** What the request wants of the items in a list. */
const listDetail = (call: PmsCall): ItemDetail => ({ guids: call.query.includeGuids === '1' });

const base = (item: Item): Attributes => ({
  allowSync: item.kind !== 'collection',
  ...CONTAINER,
  ...containerSection(item),
});

const itemOf = (state: ServerState, ref: string | undefined): Item | undefined =>
  state.world.library.byRatingKey(Number(ref));

/** `/library/metadata/{ids}`: one item, or a comma list of them; unknown ones are left out. */
function details(state: ServerState, call: PmsCall, params: Params): Reply | null {
  const ids = params.ids ?? '';
  const unlisted = unlistedElement(state.stage, ids);
  if (unlisted !== null) return container({ allowSync: false, ...CONTAINER }, [unlisted]);
  const items = ids
    .split(',')
    .map((id) => itemOf(state, id))
    .filter((item): item is Item => item !== undefined);
  const [first] = items;
  if (first === undefined) return null;
  const { query } = call;
  const want: ItemDetail = {
    detail: true,
    section: true,
    markers: query.includeMarkers === '1',
    chapters: query.includeChapters === '1',
    checkFiles: query.checkFiles === '1',
  };
  return container(
    base(first),
    items.map((item) => itemElement(state.world.library, item, want)),
  );
}

function list(state: ServerState, call: PmsCall, item: Item, items: readonly Item[], attrs: Attributes): Element {
  const render = (one: Item): Element => itemElement(state.world.library, one, listDetail(call));
  return page(call, items, render, { ...base(item), ...attrs });
}

function parentAttributes(item: Item, children: readonly Item[]): Attributes {
  const section = sectionOf(item);
  const grandparent: Attributes =
    item.parent === null
      ? { title1: section?.title }
      : {
          grandparentRatingKey: item.parent.ratingKey,
          grandparentTitle: item.parent.title,
          grandparentThumb: item.parent.thumb,
          grandparentStudio: item.parent.studio,
          title1: item.parent.title,
        };
  return {
    key: String(item.ratingKey),
    nocache: true,
    art: itemAttributes(item).art,
    thumb: item.thumb ?? item.parent?.thumb,
    title2: item.title,
    viewGroup: children[0] === undefined ? '' : wireType(children[0]),
    parentIndex: item.kind === 'show' || item.kind === 'season' ? item.index : undefined,
    parentTitle: item.title,
    parentYear: item.year,
    summary: item.summary,
    theme: itemAttributes(item).theme,
    ...grandparent,
  };
}

/** The synthetic first row of a show with several seasons; it has no rating key. */
function allEpisodes(item: Item): Element {
  const leaves = leavesOf(item);
  return el('Directory', {
    leafCount: leaves.length,
    thumb: item.thumb,
    viewedLeafCount: leaves.filter(({ viewCount }) => viewCount).length,
    key: `${itemPath(item)}/allLeaves`,
    title: 'All episodes',
  });
}

function children(state: ServerState, call: PmsCall, item: Item): Reply {
  if (item.kind === 'collection') {
    return element(list(state, call, item, item.members, { title2: item.title, viewGroup: item.subtype }));
  }
  const rows = item.children ?? [];
  const out = list(state, call, item, rows, parentAttributes(item, rows));
  if (item.kind !== 'show' || rows.length < 2 || call.query.excludeAllLeaves === '1') return element(out);
  const { size, totalSize } = out.attrs;
  const counts = {
    size: Number(size) + 1,
    ...(totalSize === undefined ? {} : { totalSize: Number(totalSize) + 1 }),
  };
  return element({ ...out, attrs: { ...out.attrs, ...counts }, children: [allEpisodes(item), ...out.children] });
}

function below(state: ServerState, call: PmsCall, item: Item, items: readonly Item[], attrs: Attributes): Reply {
  const viewGroup = items[0] === undefined ? '' : wireType(items[0]);
  const titles = { key: String(item.ratingKey), title1: sectionOf(item)?.title, title2: item.title, viewGroup };
  return element(list(state, call, item, items, { ...titles, ...attrs }));
}

/** The artwork an item offers for each kind of picture. */
const ARTWORK: Readonly<Record<string, (item: Item) => string | undefined>> = {
  posters: (item) => String(itemAttributes(item).thumb ?? item.thumb ?? '') || undefined,
  arts: (item) => (typeof itemAttributes(item).art === 'string' ? String(itemAttributes(item).art) : artPath(item)),
  themes: (item) => themePath(item),
  logos: () => undefined,
  clearLogos: () => undefined,
  squareArts: () => undefined,
  backgrounds: () => undefined,
};

function artwork(item: Item, what: string): Reply {
  const key = ARTWORK[what]?.(item);
  if (key === undefined) return emptyContainer(base(item));
  const entry = el(what === 'themes' ? 'Track' : 'Photo', {
    key: `${itemPath(item)}/file?url=metadata%3A%2F%2F${what}%2F1`,
    ratingKey: `metadata://${what}/1`,
    selected: true,
    thumb: key,
    provider: 'local',
  });
  return container({ size: 1, ...base(item) }, [entry]);
}

const PICTURES: ReadonlySet<string> = new Set([
  'thumb',
  'art',
  'theme',
  'composite',
  'file',
  'logo',
  'clearLogo',
  'squareArt',
  'banner',
]);

function aspect(state: ServerState, call: PmsCall, params: Params): Reply | null {
  const item = itemOf(state, params.ids);
  const what = params.what ?? '';
  if (item === undefined) return null;
  if (PICTURES.has(what)) {
    const picture = state.images.picture({ source: call.path, width: 400, height: 600, format: 'jpeg' });
    return bytes(picture.bytes, what === 'theme' ? 'audio/mpeg' : picture.type);
  }
  if (what in ARTWORK) return artwork(item, what);
  switch (what) {
    case 'children':
    case 'items':
      return children(state, call, item);
    case 'grandchildren': {
      const rows = (item.children ?? []).flatMap((child) => child.children ?? []);
      return below(state, call, item, rows, {});
    }
    case 'allLeaves':
      return below(state, call, item, leavesOf(item), { mixedParents: true });
    case 'extras':
      return container(
        base(item),
        item.extras.map((extra) => itemElement(state.world.library, extra, { detail: true })),
      );
    case 'similar':
    case 'related':
    case 'refresh':
      return emptyContainer(base(item));
    default:
      return null;
  }
}

function everything(state: ServerState, call: PmsCall): Reply {
  const type = Number(call.query.type);
  const items = [...state.world.library.items()].filter((item) => item.section !== null && typeNumber(item) === type);
  const want = { ...listDetail(call), section: true };
  return element(
    page(call, items, (item) => itemElement(state.world.library, item, want), { allowSync: true, ...CONTAINER }),
  );
}

/** Newest arrivals of some libraries, each row with its library. */
export function arrivals(state: ServerState, call: PmsCall, items: readonly Item[]): Reply {
  const want = { ...listDetail(call), section: true };
  const attrs = { allowSync: false, ...CONTAINER, mixedParents: true };
  return element(page(call, items, (item) => itemElement(state.world.library, item, want), attrs));
}

/** Items: details, children, artwork (Plex protocol notes 3.3, 3.4). */
export const itemRoutes = (state: ServerState): Route<PmsCall>[] => [
  { pattern: '/library/all', run: (call) => everything(state, call) },
  { pattern: '/library/onDeck', run: () => emptyContainer(CONTAINER) },
  {
    pattern: '/library/recentlyAdded',
    run: (call) => arrivals(state, call, recentlyAdded(state.world.library.sections)),
  },
  { pattern: '/library/metadata/:ids', run: (call, params) => details(state, call, params) },
  { pattern: '/library/metadata/:ids/:what', run: (call, params) => aspect(state, call, params) },
  { pattern: '/library/metadata/:ids/:what/*rest', run: (call, params) => aspect(state, call, params) },
  { pattern: '/library/collections/:ids', run: (call, params) => details(state, call, params) },
  { pattern: '/library/collections/:ids/:what', run: (call, params) => aspect(state, call, params) },
  { pattern: '/library/collections/:ids/:what/*rest', run: (call, params) => aspect(state, call, params) },
];
