/** Items in full and lists of them, page by page, for exports. Failures are answers; nothing here throws. */
import type { ExportItem, ExportWorld } from './export-object.ts';
import {
  type ChosenResource,
  chosenResource,
  type ExportPage,
  type ExportPlace,
  exportPage,
  itemsInFull,
  type ResourceKind,
} from './export-questions.ts';
import type { Answer } from './facts.ts';
import type { HttpBody } from './http-client.ts';
import type { MediaServer } from './media-server.ts';

/** How many items are described by one answer. */
export const ITEMS_AT_ONCE = 50;

export interface ExportReader {
  /** One page of a list; `start` counts items, `total` says how many there are. */
  page(place: ExportPlace, start: number): Promise<Answer<ExportPage>>;
  /**
   * The same items in full, in the same order. One the server does not know any more stays as its list described it.
   * At most `ITEMS_AT_ONCE`.
   */
  inFull(items: readonly ExportItem[], options: FullOptions): Promise<Answer<readonly ExportItem[]>>;
  /** One item by its key; `not_found` when the server has none. */
  item(ratingKey: number, options: FullOptions): Promise<Answer<ExportItem>>;
  chosen(ratingKey: number, kind: ResourceKind): Promise<Answer<ChosenResource | null>>;
  /** A picture or music as the server keeps it. */
  file(path: string): Promise<Answer<HttpBody>>;
}

export interface FullOptions {
  /** Whether the server shall look for the files of the items. */
  readonly checksFiles: boolean;
}

/** `signal` ends everything that is asked. */
export function createExportReader(
  media: Pick<MediaServer, 'ask' | 'file'>,
  world: ExportWorld,
  signal?: AbortSignal,
): ExportReader {
  const full = async (keys: readonly number[], options: FullOptions): Promise<Answer<readonly ExportItem[]>> => {
    const answer = await media.ask(itemsInFull(keys, options, world), signal);
    if (answer.ok) return { ok: true, value: answer.value.items };
    if (answer.reason !== 'not_found' || keys.length === 1) return answer;
    return oneByOne(keys, (key) => full([key], options));
  };
  return {
    page: (place, start) => media.ask(exportPage(place, { start, size: ITEMS_AT_ONCE }, world), signal),
    async inFull(items, options) {
      // Lists tell all there is of a playlist.
      const keys = items.flatMap(({ ratingKey, type }) =>
        ratingKey === null || type === 'playlist' ? [] : [ratingKey],
      );
      if (keys.length === 0) return { ok: true, value: items };
      const answer = await full([...new Set(keys)], options);
      if (!answer.ok && answer.reason !== 'not_found') return answer;
      const known = new Map((answer.ok ? answer.value : []).map((item) => [item.ratingKey, item]));
      return { ok: true, value: items.map((item) => known.get(item.ratingKey) ?? item) };
    },
    async item(ratingKey, options) {
      const answer = await full([ratingKey], options);
      if (!answer.ok) return answer;
      const [item] = answer.value;
      return item === undefined
        ? { ok: false, reason: 'not_found', problem: 'the server knows no such item' }
        : { ok: true, value: item };
    },
    chosen: (ratingKey, kind) => media.ask(chosenResource(ratingKey, kind), signal),
    file: (path) => media.file(path, signal),
  };
}

/** Some servers know none of several items when they do not know one. */
async function oneByOne(
  keys: readonly number[],
  read: (key: number) => Promise<Answer<readonly ExportItem[]>>,
): Promise<Answer<readonly ExportItem[]>> {
  const found: ExportItem[] = [];
  for (const key of keys) {
    const one = await read(key);
    if (one.ok) found.push(...one.value);
    else if (one.reason !== 'not_found') return one;
  }
  return { ok: true, value: found };
}
