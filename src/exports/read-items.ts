/** The items of an export, in full, page by page. */
import type { ExportItem } from '#plex/export-object.ts';
import type { ExportPlace } from '#plex/export-questions.ts';
import { type ExportReader, type FullOptions, ITEMS_AT_ONCE } from '#plex/export-reader.ts';
import { answered } from './find-target.ts';

/** A server that counts wrong must not be asked for ever: a million items. */
const MAX_PAGES = 20_000;

export interface ItemPage {
  /** How many items there are in all, as far as is known. */
  readonly total: number;
  readonly items: readonly ExportItem[];
}

/** A list in pieces; only one of them is in memory. @throws Problem `upstream` when the server does not say. */
export async function* readPlace(
  reader: ExportReader,
  place: ExportPlace,
  options: FullOptions,
): AsyncGenerator<ItemPage> {
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { total, items } = answered(await reader.page(place, page * ITEMS_AT_ONCE));
    // A server that knows no pages gives everything at once.
    for (let at = 0; at < items.length; at += ITEMS_AT_ONCE) {
      const full = answered(await reader.inFull(items.slice(at, at + ITEMS_AT_ONCE), options));
      yield { total: total ?? items.length, items: full };
    }
    if (total === null || (page + 1) * ITEMS_AT_ONCE >= total) return;
  }
}

/** Which items of a container belong to a list of it. */
const IN_LIST: Readonly<Record<string, string>> = { photoalbums: 'photoalbum', photos: 'photo', clips: 'clip' };

/** Reads the items in the lists of an item, in full. */
export type ChildReader = (item: ExportItem, list: string) => Promise<readonly ExportItem[]>;

/** What is in an item is asked for once, however many lists it makes. Rejects with Problem `upstream` when the server does not say. */
export function createChildReader(reader: ExportReader, options: FullOptions): ChildReader {
  const contents = new WeakMap<ExportItem, readonly ExportItem[]>();
  return async (item, list) => {
    const content = contents.get(item) ?? (await readContent(reader, item, options));
    contents.set(item, content);
    const type = IN_LIST[list];
    return type === undefined ? content : content.filter((one) => one.type === type);
  };
}

async function readContent(
  reader: ExportReader,
  item: ExportItem,
  options: FullOptions,
): Promise<readonly ExportItem[]> {
  const { type, ratingKey } = item;
  if (ratingKey === null) return [];
  const section = item.value('librarySectionID');
  const sectionId = typeof section === 'number' ? section : null;
  const items: ExportItem[] = [];
  for await (const page of readPlace(reader, { in: 'item', type, ratingKey, sectionId }, options))
    items.push(...page.items);
  return items;
}
