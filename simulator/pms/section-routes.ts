import { bytes, element, type Reply } from '../http/reply.ts';
import type { Params, Route } from '../http/router.ts';
import { type Attributes, el } from '../wire/element.ts';
import { typeNumber, wireType } from '../wire/item-attributes.ts';
import { CONTAINER, itemElement, sectionAttributes } from '../wire/item-element.ts';
import { leavesOf, tagsOf } from '../world/library.ts';
import type { Item, Section } from '../world/types.ts';
import type { PmsCall, ServerState } from './context.ts';
import { recentlyAdded, sorted } from './ordering.ts';
import { container, emptyContainer, page } from './page.ts';
import { sectionMeta } from './section-meta.ts';

const CONTENT_CHANGED_AT = 48_211;

/** What a person may see: the owner everything, others what is shared with them. */
const visible = ({ world }: ServerState, { person }: PmsCall): Section[] =>
  world.library.sections.filter(({ id }) => person.admin || person.sectionIds.includes(id));

function sections(state: ServerState, call: PmsCall): Reply {
  const list = visible(state, call).map((section) =>
    el(
      'Directory',
      {
        allowSync: true,
        art: `/:/resources/${section.kind}-fanart.jpg`,
        composite: `/library/sections/${section.id}/composite/${section.updatedAt}`,
        filters: true,
        refreshing: false,
        thumb: `/:/resources/${section.kind}.png`,
        key: String(section.id),
        type: section.kind,
        title: section.title,
        agent: section.agent,
        scanner: section.scanner,
        language: section.language,
        uuid: section.uuid,
        updatedAt: section.updatedAt,
        createdAt: section.createdAt,
        scannedAt: section.scannedAt,
        content: true,
        directory: true,
        contentChangedAt: CONTENT_CHANGED_AT,
        hidden: 0,
      },
      [el('Location', { id: section.id, path: section.folder })],
    ),
  );
  return container({ allowSync: false, title1: 'Plex Library' }, list);
}

/** The items of one type (by its number) in a section; without a type the section's own. */
export function itemsOfType(state: ServerState, section: Section, type?: number): readonly Item[] {
  const leaves = (): Item[] => section.items.flatMap(leavesOf);
  switch (type) {
    case 3:
    case 9:
      return section.items.flatMap((item) => item.children ?? []);
    case 4:
    case 10:
      return leaves();
    case 12:
    case 13:
      return leaves().filter((item) => typeNumber(item) === type);
    case 15:
      return state.world.library.playlists.filter((playlist) => playlist.section === section);
    case 18:
      return section.collections;
    default:
      return section.items;
  }
}

const head = (section: Section): Attributes => ({
  allowSync: true,
  art: `/:/resources/${section.kind}-fanart.jpg`,
  content: 'secondary',
  ...CONTAINER,
  ...sectionAttributes(section),
  thumb: `/:/resources/${section.kind}.png`,
  title1: section.title,
  title2: `All ${section.title}`,
  viewGroup: section.kind,
  sortAsc: 1,
});

function filtered({ world: { library } }: ServerState, call: PmsCall, items: readonly Item[]): readonly Item[] {
  const { query } = call;
  const hasTag = (item: Item, kind: 'label' | 'collection', wanted: string): boolean =>
    tagsOf(item, kind).some(({ tag }) => String(library.tagId(kind, tag)) === wanted || tag === wanted);
  const artist = query['artist.id'];
  const { label, collection } = query;
  let out = items;
  if (artist) out = out.filter((item) => String(item.parent?.ratingKey) === artist);
  if (label) out = out.filter((item) => hasTag(item, 'label', label));
  if (collection) out = out.filter((item) => hasTag(item, 'collection', collection));
  return out;
}

function all(state: ServerState, call: PmsCall, section: Section): Reply {
  const type = call.query.type ? Number(call.query.type) : undefined;
  const items = sorted(filtered(state, call, itemsOfType(state, section, type)), call.query.sort);
  const guids = call.query.includeGuids === '1';
  const viewGroup = items[0] === undefined ? section.kind : wireType(items[0]);
  return element(
    page(call, items, (item) => itemElement(state.world.library, item, { guids }), { ...head(section), viewGroup }),
  );
}

function labels(state: ServerState, section: Section): Reply {
  const names = new Set(itemsOfType(state, section).flatMap((item) => tagsOf(item, 'label').map(({ tag }) => tag)));
  const list = [...names].sort().map((title) => {
    const key = state.world.library.tagId('label', title);
    return el('Directory', { fastKey: `/library/sections/${section.id}/all?label=${key}`, key: String(key), title });
  });
  return container({ ...head(section), size: list.length, title2: 'By Label' }, list);
}

function listing(
  state: ServerState,
  call: PmsCall,
  section: Section,
  items: readonly Item[],
  attrs: Attributes,
): Reply {
  const guids = call.query.includeGuids === '1';
  return element(
    page(call, items, (item) => itemElement(state.world.library, item, { guids }), { ...head(section), ...attrs }),
  );
}

const doors = (section: Section): Reply =>
  container({ ...head(section), size: 2, viewMode: 65_592 }, [
    el('Directory', { key: 'all', title: `All ${section.title}` }),
    el('Directory', { key: 'recentlyAdded', title: 'Recently Added' }),
  ]);

const EMPTY_VIEWS: ReadonlySet<string> = new Set(['filters', 'sorts', 'prefs', 'onDeck', 'firstCharacter', 'refresh']);

function section(state: ServerState, call: PmsCall, params: Params): Reply | null {
  const found = state.world.library.section(Number(params.id));
  if (found === undefined) return null;
  const what = params.what ?? '';
  if (call.query.includeMeta === '1' && call.query['X-Plex-Container-Size'] === '0') {
    return element(
      el('MediaContainer', { size: 0, totalSize: itemsOfType(state, found).length, offset: 0, ...head(found) }, [
        sectionMeta(found, what),
      ]),
    );
  }
  switch (what) {
    case '':
      return doors(found);
    case 'all':
    case 'folder':
      return all(state, call, found);
    case 'recentlyAdded':
      return listing(state, call, found, recentlyAdded([found]), { title2: 'Recently Added', mixedParents: true });
    case 'collections':
      return listing(state, call, found, found.collections, {});
    case 'label':
      return labels(state, found);
    case 'composite': {
      const picture = state.images.picture({ source: call.path, width: 400, height: 600, format: 'jpeg' });
      return bytes(picture.bytes, picture.type);
    }
    default:
      return EMPTY_VIEWS.has(what) ? emptyContainer(head(found)) : null;
  }
}

/** Libraries and what is in them (Plex protocol notes 3.7 to 3.10). */
export const sectionRoutes = (state: ServerState): Route<PmsCall>[] => [
  { pattern: '/library/sections', run: (call) => sections(state, call) },
  { pattern: '/library/sections/all', run: (call) => sections(state, call) },
  { pattern: '/library/sections/:id', run: (call, params) => section(state, call, params) },
  { pattern: '/library/sections/:id/:what', run: (call, params) => section(state, call, params) },
  { pattern: '/library/sections/:id/:what/*rest', run: (call, params) => section(state, call, params) },
];
