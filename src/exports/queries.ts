/** All SQL about exports of metadata. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { ServerId, UserId } from '#contract/ids.ts';
import { containing, inOrder, type ListColumns, type ListPage, type ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { metadataExports as exports, libraries, users } from '#db/schema/index.ts';

export type ExportColumn =
  | 'startedAt'
  | 'mediaTypeTitle'
  | 'ratingKey'
  | 'title'
  | 'fileFormat'
  | 'metadataLevel'
  | 'mediaInfoLevel'
  | 'customFields'
  | 'fileSizeBytes'
  | 'state';

/** Our numbers of whom and what exports must belong to; null is no condition. */
export interface ExportBounds {
  readonly userId: UserId | null;
  readonly serverId: ServerId | null;
}

/** What exports can be narrowed to; an empty list is no condition. Ids as Plex counts them. */
export interface ExportFilter {
  readonly sectionIds: readonly (number | null)[];
  readonly plexUserIds: readonly (number | null)[];
  readonly ratingKeys: readonly (number | null)[];
  /** Our own numbers. */
  readonly libraryId?: number | undefined;
  readonly userId?: number | undefined;
}

const kept = (column: string): SQL => sql`${exports.importedValues}->>${sql.raw(`'${column}'`)}`;
/** A library that is gone is still known by the number it had. */
const sectionId: SQL = sql`coalesce(${libraries.sectionId}, (${kept('section_id')})::bigint)`;
const ratingKey: SQL = sql`coalesce(${kept('rating_key')}, ${exports.ratingKey})`;
const customFields: SQL = sql`array_to_string(${exports.customFields}, ',')`;

const COLUMNS: ListColumns<ExportColumn> = {
  startedAt: {
    kind: 'number',
    value: sql`floor(extract(epoch from ${exports.startedAt}))`,
    sort: sql`${exports.startedAt}`,
  },
  mediaTypeTitle: { kind: 'text', value: sql`replace(${exports.mediaType}, 'photoalbum', 'photo album')` },
  ratingKey: {
    kind: 'number',
    value: sql`case when ${ratingKey} ~ '^[0-9]{1,18}$' then (${ratingKey})::bigint end`,
  },
  title: { kind: 'text', value: sql`${exports.title}` },
  fileFormat: { kind: 'text', value: sql`${exports.fileFormat}` },
  metadataLevel: { kind: 'number', value: sql`${exports.metadataLevel}` },
  mediaInfoLevel: { kind: 'number', value: sql`${exports.mediaInfoLevel}` },
  customFields: { kind: 'text', value: customFields },
  fileSizeBytes: { kind: 'number', value: sql`${exports.fileSizeBytes}` },
  state: { kind: 'number', value: sql`case ${exports.state} when 'done' then 1 when 'running' then 0 else -1 end` },
};

/** An export that was made or is being made. */
export interface ExportRow {
  readonly id: number;
  readonly startedAt: Date;
  readonly serverId: ServerId | null;
  readonly sectionId: number | null;
  readonly plexUserId: number | null;
  readonly ratingKey: string | null;
  readonly mediaType: string | null;
  readonly title: string | null;
  readonly fileFormat: string;
  readonly metadataLevel: number;
  readonly mediaInfoLevel: number;
  readonly thumbLevel: number;
  readonly artLevel: number;
  readonly logoLevel: number;
  readonly squareArtLevel: number;
  readonly themeLevel: number;
  readonly customFields: readonly string[];
  /** One file for every item instead of one for all. */
  readonly individualFiles: boolean;
  readonly fileSizeBytes: number;
  readonly state: 'running' | 'done' | 'failed';
  readonly failure: string | null;
  readonly exportedItems: number;
  readonly totalItems: number;
  /** What the row of an import says beyond the columns. */
  readonly importedValues: unknown;
}

const known = (ids: readonly (number | null)[]): number[] => ids.filter((id) => id !== null);

/** Any number may be asked for, also one no column can hold. */
function among(value: SQL, ids: readonly (number | null)[]): SQL | undefined {
  if (ids.length === 0) return undefined;
  return known(ids).length === 0 ? sql`false` : inArray(value, known(ids));
}

const matching = (filter: ExportFilter): SQL | undefined =>
  and(
    among(sql`(${sectionId})::bigint`, filter.sectionIds),
    among(sql`${users.plexUserId}`, filter.plexUserIds),
    among(COLUMNS.ratingKey.value, filter.ratingKeys),
    filter.libraryId === undefined ? undefined : sql`${exports.libraryId} = ${filter.libraryId}`,
    filter.userId === undefined ? undefined : sql`${exports.userId} = ${filter.userId}`,
  );

const SHOWN = {
  id: exports.id,
  startedAt: exports.startedAt,
  serverId: exports.serverId,
  sectionId: sql<number | null>`${sectionId}`.mapWith(Number),
  plexUserId: users.plexUserId,
  ratingKey: exports.ratingKey,
  mediaType: exports.mediaType,
  title: exports.title,
  fileFormat: exports.fileFormat,
  metadataLevel: exports.metadataLevel,
  mediaInfoLevel: exports.mediaInfoLevel,
  thumbLevel: exports.thumbLevel,
  artLevel: exports.artLevel,
  logoLevel: exports.logoLevel,
  squareArtLevel: exports.squareArtLevel,
  themeLevel: exports.themeLevel,
  customFields: exports.customFields,
  individualFiles: exports.individualFiles,
  fileSizeBytes: exports.fileSizeBytes,
  state: exports.state,
  failure: exports.failure,
  exportedItems: exports.exportedItems,
  totalItems: exports.totalItems,
  importedValues: exports.importedValues,
};

const within = ({ userId, serverId }: ExportBounds): SQL | undefined =>
  and(
    userId === null ? undefined : eq(exports.userId, userId),
    serverId === null ? undefined : eq(exports.serverId, serverId),
  );

export async function exportPage(
  db: Db,
  bounds: ExportBounds,
  filter: ExportFilter,
  query: ListQuery<ExportColumn>,
): Promise<ListPage<ExportRow>> {
  const where = and(within(bounds), matching(filter), containing(COLUMNS, query));
  const total = await db.$count(exports, within(bounds));
  const [counted] = await db
    .select({ found: sql<number>`count(*)::int` })
    .from(exports)
    .leftJoin(libraries, eq(libraries.id, exports.libraryId))
    .leftJoin(users, eq(users.id, exports.userId))
    .where(where);
  const found = counted?.found ?? 0;
  const { offset, limit } = query.slice(found);
  const rows = await db
    .select(SHOWN)
    .from(exports)
    .leftJoin(libraries, eq(libraries.id, exports.libraryId))
    .leftJoin(users, eq(users.id, exports.userId))
    .where(where)
    .orderBy(...inOrder(COLUMNS, query, sql`${exports.id} asc`))
    .offset(offset)
    .limit(limit);
  return { total, found, rows };
}
