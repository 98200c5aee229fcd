import { MEDIA_TYPES, type MediaType } from '#contract/enums.ts';
import type { RatingKey } from '#contract/ids.ts';
import { digest } from '#history/digest.ts';
import { baseColumns, creditColumns, itemIdentity } from '#history/fact-columns.ts';
import type { ItemFacts, Marker } from '#plex/facts.ts';
import { noItemFacts } from '#plex/no-facts.ts';
import { asRecorded, type Parsed, parseRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import type { Issues, Load, RawRow } from '../source/load.ts';
import { epochSeconds, integer, rawText } from '../source/normalise.ts';
import { createNumbering, selectDescribed } from './describe.ts';
import { itemColumns } from './model-columns.ts';
import { copyValue, jsonOrNull, stage } from './stage.ts';

const SNAPSHOT = Object.keys({
  ...baseColumns(noItemFacts('movie')),
  ...creditColumns(noItemFacts('movie')),
  lastViewedAt: null,
  importedValues: null,
});

/** Distinct descriptions of items. */
export const ITEM_STAGE = stage(
  'items',
  { no: 'integer', identity: 'text', hash: 'bytea', base_hash: 'bytea' },
  itemColumns(SNAPSHOT),
);

/** Which description a play has. */
export const ITEM_OF_PLAY_STAGE = stage('item_of_play', {
  id: 'bigint',
  no: 'integer',
  section_id: 'bigint',
});

const APART = ['id', 'last_viewed_at', 'section_id'];
const silent = (): void => undefined;
const LONGEST_IDENTITY = 500;

/** `session_history_metadata`: what was played. */
export const itemsLoad: Load = {
  table: 'session_history_metadata',
  stages: [ITEM_STAGE, ITEM_OF_PLAY_STAGE],
  select: (columns) => selectDescribed(columns, APART),
  begin({ emit, issue, fetchRow }) {
    const numbering = createNumbering();
    return {
      row(row) {
        const id = Number(row.id);
        const { no, isNew } = numbering.number(rawText(row.description) ?? '');
        if (isNew) {
          const whole = fetchRow(id);
          if (whole !== null) emit(ITEM_STAGE.name, [no, ...describeItem(whole, issue)]);
        }
        emit(ITEM_OF_PLAY_STAGE.name, [id, no, integer(row.section_id, silent)]);
      },
    };
  },
};

/** identity, hash, base hash and the snapshot's columns of a metadata row; plays know their library themselves. */
export function describeItem(row: RawRow, issue: Issues, sectionId: number | null = null) {
  const { values, imported: unlike, unfit } = parseRow(ITEM_COLUMNS, row, 'exact');
  for (const detail of unfit) issue('does_not_fit', { id: asRecorded(row.id ?? null), detail });
  const parsed = new Map<string, Parsed>(ITEM_COLUMNS.map((column, index) => [column.ours, values[index] ?? null]));
  const { media_type: rawType = null } = row;
  const mediaType = readMediaType(rawText(rawType));
  const imported = rawType === mediaType ? unlike : { ...unlike, media_type: asRecorded(rawType) };
  const facts = { ...toFacts(mediaType, parsed), sectionId };
  const base = baseColumns(facts);
  const credits = creditColumns(facts);
  const lastViewedAt = epochSeconds(row.last_viewed_at, silent);
  const columns: Readonly<Record<string, unknown>> = { ...base, ...credits, importedValues: imported };
  const present = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  return [
    shortIdentity(itemIdentity(facts)),
    digest({ ...base, ...credits, ...present }),
    digest(base),
    ...SNAPSHOT.map((key) => {
      if (key === 'importedValues') return jsonOrNull(imported);
      return key === 'lastViewedAt' ? lastViewedAt : copyValue(columns[key]);
    }),
  ];
}

/** An index entry has at most 2.7 kB; no guid and no title that anybody wrote comes near that. */
const shortIdentity = (identity: string): string =>
  identity.length <= LONGEST_IDENTITY
    ? identity
    : `${identity.slice(0, LONGEST_IDENTITY)}:${digest({ identity }).toString('hex')}`;

/** Unknown kinds are shown as clips; what stood there is kept beside. */
export const readMediaType = (raw: string | null): MediaType =>
  MEDIA_TYPES.find((type) => type === (raw ?? '').trim().toLowerCase()) ?? 'clip';

const asText = (value: Parsed | undefined): string | null => (typeof value === 'string' ? value : null);
const asNumber = (value: Parsed | undefined): number | null => (typeof value === 'number' ? value : null);
const asList = (value: Parsed | undefined): readonly string[] => (Array.isArray(value) ? value : []);

function toFacts(mediaType: MediaType, parsed: ReadonlyMap<string, Parsed>): ItemFacts {
  const text = (key: string): string | null => asText(parsed.get(key));
  const number = (key: string): number | null => asNumber(parsed.get(key));
  const key = (name: string): RatingKey | null => text(name) as RatingKey | null;
  return {
    ...noItemFacts(mediaType),
    ratingKey: key('ratingKey'),
    parentRatingKey: key('parentRatingKey'),
    grandparentRatingKey: key('grandparentRatingKey'),
    guid: text('guid'),
    title: text('title') ?? '',
    parentTitle: text('parentTitle'),
    grandparentTitle: text('grandparentTitle'),
    originalTitle: text('originalTitle'),
    fullTitle: text('fullTitle') ?? '',
    year: number('year'),
    mediaIndex: number('mediaIndex'),
    parentMediaIndex: number('parentMediaIndex'),
    durationMs: number('durationMs'),
    thumb: text('thumb'),
    parentThumb: text('parentThumb'),
    grandparentThumb: text('grandparentThumb'),
    art: text('art'),
    originallyAvailableAt: text('originallyAvailableOn'),
    addedAt: number('addedAt'),
    updatedAt: number('updatedAt'),
    contentRating: text('contentRating'),
    studio: text('studio'),
    summary: text('summary'),
    tagline: text('tagline'),
    rating: text('rating'),
    genres: asList(parsed.get('genres')),
    directors: asList(parsed.get('directors')),
    writers: asList(parsed.get('writers')),
    actors: asList(parsed.get('actors')),
    labels: asList(parsed.get('labels')),
    isLive: parsed.get('isLive') === true,
    channelTitle: text('channelTitle'),
    channelCallSign: text('channelCallSign'),
    channelThumb: text('channelThumb'),
    channelId: text('channelId'),
    channelIdentifier: text('channelIdentifier'),
    channelVcn: text('channelVcn'),
    markers: toMarkers(number('creditsFirstMs'), number('creditsFinalMs')),
  };
}

/** The old rows keep where credits begin, not their ends. */
function toMarkers(firstMs: number | null, finalMs: number | null): readonly Marker[] | null {
  if (firstMs === null && finalMs === null) return null;
  const marker = (startMs: number | null, isFirst: boolean): Marker[] =>
    startMs === null ? [] : [{ id: 0, type: 'credits', startMs, endMs: startMs, isFirst, isFinal: !isFirst }];
  return [...marker(firstMs, true), ...marker(finalMs, false)];
}
