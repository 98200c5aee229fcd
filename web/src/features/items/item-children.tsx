import type { ItemRecord, RecordedPart } from '#contract/items.ts';
import type { LiveRow } from '#contract/live.ts';
import { duration } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type ItemAim, keyAim } from './aim.ts';
import { ItemLink } from './item-link.tsx';
import { dayWords, kindWords } from './item-words.ts';
import { Picture } from './picture.tsx';
import { isWideKind, type Shown } from './shown.ts';
import { type Presence, useChildren } from './use-item.ts';

/** What has something in it, and what that is called. */
const TITLES: Readonly<Record<string, MessageId>> = {
  show: 'item.seasons',
  season: 'item.episodes',
  artist: 'item.albums',
  album: 'item.tracks',
  photo_album: 'item.photos',
  collection: 'item.members',
  playlist: 'item.members',
};

interface Child {
  readonly key: string;
  readonly to: ItemAim | null;
  readonly mediaType: string | null;
  readonly title: string;
  /** Of an episode or a track. */
  readonly number: number | null;
  readonly detail: string;
  readonly length: string | null;
  readonly thumb: string | null;
}

function detailOf(row: LiveRow): string {
  const parts: Readonly<Record<string, readonly (string | number | null)[]>> = {
    episode: [
      row.mediaIndex === null ? null : t('item.episodeNumber', { n: row.mediaIndex }),
      dayWords(row.originallyAvailableAt),
    ],
    season: [row.childCount === null ? null : t('item.episodeCount', { n: row.childCount })],
    album: [row.year],
    track: [row.grandparentTitle],
  };
  const known = parts[row.mediaType ?? ''] ?? [row.year ?? row.parentTitle];
  return known.filter((part) => part !== null).join(t('separator'));
}

const ofLive = (serverId: number, row: LiveRow): Child => ({
  key: row.ratingKey ?? row.title,
  to: keyAim(serverId, row.ratingKey),
  mediaType: row.mediaType,
  title: row.title,
  number: row.mediaIndex,
  detail: detailOf(row),
  length: row.durationMs === null ? null : duration(row.durationMs),
  thumb: row.thumb,
});

const ofRecord = (serverId: number, part: RecordedPart): Child => ({
  key: String(part.itemId ?? part.ratingKey ?? part.title),
  to: part.itemId === null ? keyAim(serverId, part.ratingKey) : { itemId: part.itemId },
  mediaType: part.mediaType,
  title: part.title,
  number: part.mediaIndex,
  detail:
    part.mediaType === 'episode' && part.mediaIndex !== null
      ? t('item.episodeNumber', { n: part.mediaIndex })
      : kindWords(part.mediaType),
  length: null,
  thumb: part.thumb,
});

interface Props {
  readonly shown: Shown;
  readonly record: ItemRecord | null;
  readonly presence: Presence;
}

/** Seasons, episodes, albums, tracks, photos, or what is in a collection; what was played of them while Plex is away. */
export function ItemChildren({ shown, record, presence }: Props) {
  const title = TITLES[shown.mediaType];
  const { data, error, isPending } = useChildren(shown, title !== undefined && presence === 'here');
  if (title === undefined) return null;
  const isStored = presence === 'gone' || presence === 'away' || error !== null;
  const children = isStored
    ? (record?.parts ?? []).map((part) => ofRecord(shown.serverId, part))
    : data?.rows.filter(({ ratingKey }) => ratingKey !== null).map((row) => ofLive(shown.serverId, row));
  if (children?.length === 0) return null;
  return (
    <section aria-labelledby="item-children" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 id="item-children" className="text-title">
          {t(title)}
        </h3>
        {children !== undefined && <span className="tabular text-body-s text-text-2">{children.length}</span>}
        {isStored && <span className="text-body-s text-text-2">{t('item.partsPlayed')}</span>}
      </div>
      {children === undefined ? (
        <Shapes isShown={isPending} />
      ) : shown.mediaType === 'album' ? (
        <Tracks rows={children} />
      ) : (
        <Posters rows={children} />
      )}
    </section>
  );
}

const SHAPES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const GRID = 'grid gap-x-4 gap-y-5';
const POSTERS = 'grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] sm:grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))]';
const STILLS = 'grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]';

const Shapes = ({ isShown }: { readonly isShown: boolean }) => (
  <div className={`${GRID} ${POSTERS}`}>
    {isShown && SHAPES.map((key) => <Skeleton key={key} className="aspect-[2/3]" />)}
  </div>
);

export const Posters = ({ rows }: { readonly rows: readonly Child[] }) => (
  <ul className={`${GRID} ${rows.some(({ mediaType }) => isWideKind(mediaType)) ? STILLS : POSTERS}`}>
    {rows.map(({ key, to, mediaType, title, detail, thumb }) => (
      <li key={key} className="relative flex min-w-0 flex-col gap-2">
        <Picture image={thumb} mediaType={mediaType} size="medium" className="w-full" />
        <span className="flex min-w-0 flex-col">
          <ItemLink to={to} className="stretched line-clamp-2 text-body-s font-semibold hover:text-accent">
            <bdi>{title}</bdi>
          </ItemLink>
          <span className="truncate text-caption text-text-2">{detail}</span>
        </span>
      </li>
    ))}
  </ul>
);

const Tracks = ({ rows }: { readonly rows: readonly Child[] }) => (
  <ol className="overflow-hidden rounded-card border border-line bg-surface">
    {rows.map(({ key, to, title, number, length }) => (
      <li
        key={key}
        className="relative flex min-h-11 items-center gap-4 border-b border-line/60 px-4 text-body last:border-b-0 hover:bg-raised"
      >
        <span className="tabular w-6 shrink-0 text-end text-text-3">{number}</span>
        <span className="min-w-0 flex-1 truncate">
          <ItemLink to={to} className="stretched hover:text-accent">
            <bdi>{title}</bdi>
          </ItemLink>
        </span>
        <span className="tabular shrink-0 text-body-s text-text-2">{length}</span>
      </li>
    ))}
  </ol>
);

/** Rows of the server as pictures with their titles. */
export const LivePosters = ({ serverId, rows }: { readonly serverId: number; readonly rows: readonly LiveRow[] }) => (
  <Posters rows={rows.map((row) => ofLive(serverId, row))} />
);
