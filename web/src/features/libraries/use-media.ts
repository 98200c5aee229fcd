import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { LibraryRow } from '#contract/libraries.ts';
import type { LibraryFile, LibraryFilesPage } from '#contract/live.ts';
import { getJson, type Params } from '../../lib/api.ts';
import { allRows, useRows } from '../../ui/table/use-rows.ts';
import type { MediaRow } from './media-row.ts';

/** What can be opened to show its parts. */
const WITH_PARTS: ReadonlySet<string> = new Set(['show', 'season', 'artist', 'album', 'photo_album']);
const PART_LIMIT = 500;

export const filesPath = ({ serverId, sectionId }: LibraryRow): string =>
  `/servers/${serverId}/libraries/${sectionId}/files`;

/** Whether the things of a library have no files themselves, so that sizes are those of their parts. */
const hasSums = ({ type }: LibraryRow): boolean => type === 'show' || type === 'artist';

/** Files are added up once, which may take a while; until then the table shows what there is. */
function useSizes(library: LibraryRow) {
  const path = filesPath(library);
  const isWanted = hasSums(library);
  const { data, isFetching } = useQuery({
    queryKey: [path, 'sizes'],
    queryFn: ({ signal }) => getJson<LibraryFilesPage>(path, { sizes: 'true', limit: 1 }, signal),
    enabled: isWanted,
    staleTime: 5 * 60_000,
  });
  return { hasSizes: isWanted && data !== undefined, isAdding: isWanted && isFetching && data === undefined };
}

/** What lies in a library, narrowed and sorted, with the parts of what is opened below it. */
export function useMedia(library: LibraryRow, asked: Params) {
  const path = filesPath(library);
  const { hasSizes, isAdding } = useSizes(library);
  const params = { ...asked, ...(hasSizes && { sizes: 'true' }) };
  const found = useRows<LibraryFilesPage>(path, params);
  const [open, setOpen] = useState<ReadonlyMap<string, LibraryFile>>(new Map());
  const parts = useParts(library, open, hasSizes);
  const byKey = useMemo(() => filesByKey([...found.rows, ...parts.flatMap(({ rows }) => rows)]), [found.rows, parts]);
  const onToggle = useCallback(
    (key: string) => {
      const file = byKey.get(key);
      setOpen((old) => {
        const next = new Map(old);
        if (!next.delete(key) && file !== undefined) next.set(key, file);
        return next;
      });
    },
    [byKey],
  );
  const rows = useMemo(
    () => flat(found.rows, parts, open, { serverId: library.serverId, onToggle }),
    [found.rows, parts, open, library.serverId, onToggle],
  );
  return { ...found, rows, params, path, isAdding };
}

const filesByKey = (files: readonly LibraryFile[]): ReadonlyMap<string, LibraryFile> =>
  new Map(files.flatMap((file) => (file.ratingKey === null ? [] : [[file.ratingKey, file] as const])));

interface Parts {
  readonly parent: string;
  readonly rows: readonly LibraryFile[];
}

function useParts(library: LibraryRow, open: ReadonlyMap<string, LibraryFile>, hasSizes: boolean): readonly Parts[] {
  const path = filesPath(library);
  return useQueries({
    queries: [...open].map(([parent, file]) => {
      const params = {
        ...{ parent, parentType: file.mediaType ?? undefined, limit: PART_LIMIT },
        ...{ sort: file.mediaType === 'artist' ? 'year' : 'title', ...(hasSizes && { sizes: 'true' }) },
      };
      return {
        queryKey: [path, 'parts', params],
        queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Parts> => {
          const { rows } = await getJson<LibraryFilesPage>(path, params, signal);
          return { parent, rows: rows.toSorted((a, b) => (a.mediaIndex ?? 0) - (b.mediaIndex ?? 0)) };
        },
        staleTime: 5 * 60_000,
      };
    }),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
}

type Given = Pick<MediaRow, 'serverId' | 'onToggle'>;

/** Rows with the parts of those that are open below them. Pure. */
export function flat(
  files: readonly LibraryFile[],
  parts: readonly Parts[],
  open: ReadonlyMap<string, unknown>,
  given: Given,
): readonly MediaRow[] {
  const below = new Map(parts.map(({ parent, rows }) => [parent, rows]));
  const add = (file: LibraryFile, level: number, place: string): MediaRow[] => {
    const key = file.ratingKey ?? `${place} ${file.title}`;
    const isOpen = open.has(key);
    const row: MediaRow = {
      ...{ key, file, level, ...given },
      isOpen: WITH_PARTS.has(file.mediaType ?? '') && file.ratingKey !== null ? isOpen : undefined,
    };
    const inside = isOpen ? (below.get(key) ?? []) : [];
    return [row, ...inside.flatMap((part) => add(part, level + 1, key))];
  };
  return files.flatMap((file) => add(file, 0, ''));
}

const NOTHING_OPEN: ReadonlyMap<string, unknown> = new Map();

/** Every row that matches, for a file. */
export const mediaForFile =
  (library: LibraryRow, params: ReturnType<typeof useMedia>['params']) => async (): Promise<readonly MediaRow[]> => {
    const files = await allRows<LibraryFilesPage>(filesPath(library), params);
    return flat(files, [], NOTHING_OPEN, { serverId: library.serverId, onToggle: () => undefined });
  };
