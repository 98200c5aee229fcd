/** Which fields an export can have (export notes 3). Pure. */
import { z } from 'zod';
import catalogue from './export-fields.json' with { type: 'json' };

/** Field names by the level that brings them, separated by blanks. */
const ByLevel = z.record(z.string(), z.string());
const Type = z.object({
  plural: z.string(),
  /** Types below it; `items` of a list depend on the list. */
  children: z.array(z.string()),
  metadata: ByLevel,
  /** Or the name of another type that has the same. */
  media: z.union([z.string(), ByLevel]),
});

const TYPES = new Map(Object.entries(z.record(z.string(), Type).parse(catalogue)));

/** Types a list can hold, by what a client calls them. */
const ITEMS_OF_COLLECTION = new Set(['movie', 'show', 'artist', 'album', 'photoalbum']);
const ITEMS_OF_PLAYLIST: Readonly<Record<string, readonly string[]>> = {
  video: ['movie', 'episode'],
  audio: ['track'],
  photo: ['photo'],
};

export interface ExportField {
  readonly field: string;
  readonly level: number;
}

export interface ExportFields {
  readonly metadata: readonly ExportField[];
  readonly media: readonly ExportField[];
}

/** Levels by field name. */
export interface Levels {
  readonly metadata: ReadonlyMap<string, number>;
  readonly media: ReadonlyMap<string, number>;
}

const NONE: Levels = { metadata: new Map(), media: new Map() };

/** All fields of a type and, below them, of the types it contains; sorted by name. Nothing for a type nobody knows. */
export function exportFields(mediaType: string, subMediaTypes: readonly string[]): ExportFields {
  const levels = isList(mediaType) ? fieldsOfList(mediaType, subMediaTypes) : fieldsOfItem(mediaType);
  return { metadata: sorted(levels.metadata), media: sorted(levels.media) };
}

const isList = (type: string): boolean => type === 'collection' || type === 'playlist';

function itemTypes(list: string, subMediaTypes: readonly string[]): readonly string[] {
  if (list === 'collection') return subMediaTypes.filter((type) => ITEMS_OF_COLLECTION.has(type));
  const kind = subMediaTypes.find((type) => Object.hasOwn(ITEMS_OF_PLAYLIST, type));
  return kind === undefined ? [] : (ITEMS_OF_PLAYLIST[kind] ?? []);
}

/** A list without a known kind of items has no fields at all. */
function fieldsOfList(list: string, subMediaTypes: readonly string[]): Levels {
  const items = itemTypes(list, subMediaTypes);
  if (items.length === 0) return NONE;
  return merged([ownFields(list), ...items.map((type) => prefixed('items', fieldsBelow(type, null)))]);
}

/** The type that is exported shows all it contains. */
function fieldsOfItem(name: string): Levels {
  const type = TYPES.get(name);
  if (type === undefined) return NONE;
  return merged([ownFields(name), ...type.children.map((child) => prefixedBelow(child, name))]);
}

/** A type further down shows only the first type it contains, and an album in an album nothing. */
function fieldsBelow(name: string, parent: string | null): Levels {
  const [first] = TYPES.get(name)?.children ?? [];
  const below = first === undefined || name === parent ? [] : [prefixedBelow(first, name)];
  return merged([ownFields(name), ...below]);
}

const prefixedBelow = (child: string, parent: string): Levels =>
  prefixed(TYPES.get(child)?.plural ?? child, fieldsBelow(child, parent));

/** The fields of a type without what it contains; nothing for a type nobody knows. */
export function ownFields(name: string): Levels {
  const kept = OWN.get(name);
  if (kept !== undefined) return kept;
  const type = TYPES.get(name);
  if (type === undefined) return NONE;
  const media = typeof type.media === 'string' ? TYPES.get(type.media)?.media : type.media;
  const levels = { metadata: levelsOf(type.metadata), media: typeof media === 'object' ? levelsOf(media) : new Map() };
  OWN.set(name, levels);
  return levels;
}

const OWN = new Map<string, Levels>();

/** Lists of what a type contains, by what an export calls them: `seasons`, `items`. */
export function childLists(name: string): readonly string[] {
  if (isList(name)) return ['items'];
  return (TYPES.get(name)?.children ?? []).map((child) => TYPES.get(child)?.plural ?? child);
}

/** Whether items of the type can be exported. */
export const isExportable = (name: string): boolean => TYPES.has(name);

const levelsOf = (byLevel: Readonly<Record<string, string>>): Map<string, number> =>
  new Map(
    Object.entries(byLevel).flatMap(([level, names]) =>
      names.split(' ').map((name): [string, number] => [name, Number(level)]),
    ),
  );

const withPrefix = (prefix: string, levels: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...levels].map(([name, level]) => [`${prefix}.${name}`, level]));

const prefixed = (prefix: string, { metadata, media }: Levels): Levels => ({
  metadata: withPrefix(prefix, metadata),
  media: withPrefix(prefix, media),
});

const merged = (all: readonly Levels[]): Levels => ({
  metadata: new Map(all.flatMap(({ metadata }) => [...metadata])),
  media: new Map(all.flatMap(({ media }) => [...media])),
});

const sorted = (levels: ReadonlyMap<string, number>): readonly ExportField[] =>
  [...levels].map(([field, level]) => ({ field, level })).toSorted((a, b) => (a.field < b.field ? -1 : 1));
