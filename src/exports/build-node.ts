/** An item of the server -> what is written of it (export notes 3). All that has to be asked for is handed in. */
import type { ExportItem, ExportObject } from '#plex/export-object.ts';
import { RESOURCES, type ResourceKind } from '#plex/export-questions.ts';
import type { Scalar } from '#plex/export-scalars.ts';
import { type ChosenFields, chooseFields, type FieldTree, fileFieldOf, type Selection } from './choose-fields.ts';
import { humanDuration, humanSize } from './human.ts';
import type { ExportNode, ExportValue } from './node.ts';
import { supportsResource } from './resources.ts';

/** What an item does not say itself. */
export interface NodeSources {
  /** The items in a list of an item, in full. */
  children(item: ExportItem, list: string): Promise<readonly ExportItem[]>;
  /** Where the chosen picture or music came from; null when nothing is chosen. */
  provider(item: ExportItem, kind: ResourceKind): Promise<string | null>;
  /** Saves the chosen picture or music; null when there is none or it is not wanted. */
  file(item: ExportItem, kind: ResourceKind, selection: Selection): Promise<string | null>;
}

/** Photo albums hold photo albums; nobody nests them this deep, and a circle ends here. */
const MAX_DEPTH = 32;

/** Builds the node of an item and of all below it. @throws whatever a source throws */
export async function buildNode(
  item: ExportItem,
  selection: Selection,
  sources: NodeSources,
  depth = 0,
): Promise<ExportNode> {
  const chosen = chosenFor(item.type, selection);
  const values = new Map<string, ExportValue>();
  for (const [field, inner] of chosen.own) {
    const resource = inner === null ? RESOURCE_FIELDS.get(field) : undefined;
    values.set(
      field,
      resource === undefined ? fieldOf(item, field, inner) : await resourceOf(item, resource, selection, sources),
    );
  }
  for (const [list, below] of depth < MAX_DEPTH ? chosen.children : []) {
    const nodes: ExportNode[] = [];
    for (const child of await sources.children(item, list))
      nodes.push(await buildNode(child, below, sources, depth + 1));
    values.set(list, nodes);
  }
  return { type: item.type, values };
}

/** Thousands of items have the same fields. */
const CHOSEN = new WeakMap<Selection, Map<string, ChosenFields>>();

function chosenFor(type: string, selection: Selection): ChosenFields {
  const byType = CHOSEN.get(selection) ?? new Map<string, ChosenFields>();
  CHOSEN.set(selection, byType);
  const chosen = byType.get(type) ?? chooseFields(type, selection);
  byType.set(type, chosen);
  return chosen;
}

interface ResourceField {
  readonly kind: ResourceKind;
  readonly wants: 'file' | 'provider';
}

const RESOURCE_FIELDS: ReadonlyMap<string, ResourceField> = new Map(
  RESOURCES.flatMap((kind): [string, ResourceField][] => [
    [fileFieldOf(kind), { kind, wants: 'file' }],
    [`${kind}Provider`, { kind, wants: 'provider' }],
  ]),
);

/** Clips have pictures, but none to choose from. */
function resourceOf(
  item: ExportItem,
  { kind, wants }: ResourceField,
  selection: Selection,
  sources: NodeSources,
): Promise<string | null> {
  if (item.type === 'clip') return Promise.resolve(null);
  if (wants === 'provider') return sources.provider(item, kind);
  return supportsResource(item.type, kind) ? sources.file(item, kind, selection) : Promise.resolve(null);
}

function fieldOf(object: ExportObject, field: string, inner: FieldTree | null): ExportValue {
  if (inner === null) return plainOf(object, field);
  const list = object.list(field);
  if (list === undefined) return emptyNode(object.type, inner);
  // One object of nothing keeps the columns of a table.
  if (list.length === 0) return [emptyNode(object.type, inner)];
  return list.map((one) => nodeOf(one, inner));
}

const nodeOf = (object: ExportObject, fields: FieldTree): ExportNode => ({
  type: object.type,
  values: new Map([...fields].map(([field, inner]) => [field, fieldOf(object, field, inner)])),
});

const emptyNode = (type: string, fields: FieldTree): ExportNode => ({
  type,
  values: new Map(
    [...fields].map(([field, inner]): [string, ExportValue] => [field, inner === null ? null : emptyNode(type, inner)]),
  ),
});

function plainOf(object: ExportObject, field: string): Scalar | readonly string[] {
  if (field === 'durationHuman') return inWords(object.value('duration'), humanDuration) ?? '0';
  if (field === 'sizeHuman') return inWords(object.value('size'), humanSize);
  return object.value(field);
}

const inWords = (amount: Scalar | readonly string[], words: (amount: number) => string): string | null =>
  typeof amount === 'number' ? words(amount) : null;
