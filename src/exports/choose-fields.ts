/** Which fields of an item an export shows, from levels and single fields that were asked for (export notes 3). Pure. */
import { RESOURCES, type ResourceKind } from '#plex/export-questions.ts';
import { childLists, ownFields } from './export-fields.ts';
import { supportsResource } from './resources.ts';

/** Fields by name; those that are objects themselves have fields of their own. */
export type FieldTree = ReadonlyMap<string, FieldTree | null>;

/** What is wanted of an item. Levels include those below them; 0 is nothing. */
export interface Selection {
  readonly metadataLevel: number;
  readonly mediaInfoLevel: number;
  readonly resourceLevels: Readonly<Record<ResourceKind, number>>;
  /** More fields, as paths from the item on; an inner node means all below it, an empty path everything. */
  readonly custom: readonly string[];
}

export interface ChosenFields {
  readonly own: FieldTree;
  /** Lists of items below this one, with what is wanted of those. */
  readonly children: ReadonlyMap<string, Selection>;
}

export const fileFieldOf = (kind: ResourceKind): string => `${kind}File`;

const FILE_FIELDS: ReadonlyMap<string, ResourceKind> = new Map(RESOURCES.map((kind) => [fileFieldOf(kind), kind]));

/** The folders of a show and of an artist are listed at the highest level, yet no level brings them. */
const isOnlyByName = (type: string, field: string): boolean =>
  FILE_FIELDS.has(field) || (field === 'locations' && (type === 'show' || type === 'artist'));

/** The fields of an item of a type. Paths that name nothing are skipped. */
export function chooseFields(type: string, selection: Selection): ChosenFields {
  const { metadata, media } = ownFields(type);
  const all = [...metadata.keys(), ...media.keys()];
  const isWanted = customFilter(selection.custom);
  const isInLevel = (field: string): boolean =>
    !isOnlyByName(type, field) &&
    ((metadata.get(field) ?? Number.POSITIVE_INFINITY) <= selection.metadataLevel ||
      (media.get(field) ?? Number.POSITIVE_INFINITY) <= selection.mediaInfoLevel);
  const isResource = (field: string): boolean => {
    const kind = FILE_FIELDS.get(field);
    return kind !== undefined && selection.resourceLevels[kind] > 0 && supportsResource(type, kind);
  };
  const names = all.filter((field) => isInLevel(field) || isResource(field) || isWanted(field));
  return { own: treeOf(names.map((name) => name.split('.'))), children: chosenChildren(type, selection) };
}

/** Children come with every level but 0, and when a path leads to them. */
function chosenChildren(type: string, selection: Selection): ReadonlyMap<string, Selection> {
  const isAll = selection.custom.includes('');
  return new Map(
    childLists(type).flatMap((list): [string, Selection][] => {
      const custom = isAll ? [''] : selection.custom.flatMap((path) => below(path, list) ?? []);
      return selection.metadataLevel > 0 || custom.length > 0 ? [[list, { ...selection, custom }]] : [];
    }),
  );
}

/** The rest of a path behind a list; undefined when it does not lead there. */
function below(path: string, list: string): string | undefined {
  if (path === list) return '';
  return path.startsWith(`${list}.`) ? path.slice(list.length + 1) : undefined;
}

function customFilter(custom: readonly string[]): (field: string) => boolean {
  if (custom.length === 0) return () => false;
  const paths = new Set(custom);
  // Everything of an item is all but its files, which have to be asked for.
  if (paths.has('')) return (field) => !FILE_FIELDS.has(field);
  return (field) => {
    const parts = field.split('.');
    return parts.some((_part, index) => paths.has(parts.slice(0, index + 1).join('.')));
  };
}

type Building = Map<string, Building | null>;

function treeOf(paths: readonly (readonly string[])[]): FieldTree {
  const root: Building = new Map();
  for (const path of paths) {
    let node = root;
    for (const name of path.slice(0, -1)) {
      const inner = node.get(name) ?? new Map();
      node.set(name, inner);
      node = inner;
    }
    const leaf = path.at(-1);
    if (leaf !== undefined && !node.has(leaf)) node.set(leaf, null);
  }
  return root;
}

/** The paths that name no field of a type nor of what it contains; what lists contain is not known beforehand. */
export function unknownPaths(type: string, custom: readonly string[]): readonly string[] {
  const { metadata, media } = ownFields(type);
  const all = [...metadata.keys(), ...media.keys()];
  const lists = childLists(type);
  return custom.filter(
    (path) =>
      !all.some((field) => field === path || field.startsWith(`${path}.`)) &&
      !lists.some((list) => below(path, list) !== undefined),
  );
}
