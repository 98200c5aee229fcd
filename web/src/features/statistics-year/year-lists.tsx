import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { joinList } from '#contract/lists.ts';
import type { YearReview } from '#contract/statistics-year.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import type { PlayFilter } from '../../lib/play-filter.ts';
import { cx } from '../../ui/cx.ts';
import { historySearch } from '../history/search.ts';
import { Rhythm } from './rhythm.tsx';
import { playsWords } from './year-words.ts';

type Title = YearReview['topMovies'][number];

interface Line {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly amount: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly picture?: { readonly address: string | null; readonly isSquare: boolean };
  readonly rows: PlayFilter | null;
}

const shareOf = (value: number, most: number): number => (most > 0 ? value / most : 0);

function titleLines(titles: readonly Title[], isSquare: boolean): Line[] {
  const most = Math.max(0, ...titles.map(({ watchedMs }) => watchedMs));
  return titles.map((title, place) => ({
    key: `${place} ${title.name}`,
    name: title.name ?? t('stats.unknown'),
    detail: [title.byline ?? title.year, playsWords(title.plays)].filter((word) => word !== null).join(' · '),
    amount: duration(title.watchedMs),
    share: shareOf(title.watchedMs, most),
    picture: { address: title.item?.poster ?? null, isSquare },
    rows: title.name === null ? null : { search: title.name },
  }));
}

function sumLines(sums: YearReview['devices'], rows: (name: string, place: number) => PlayFilter): Line[] {
  const most = Math.max(0, ...sums.map(({ watchedMs }) => watchedMs));
  return sums.map(({ name, plays, watchedMs }, place) => ({
    key: `${place} ${name}`,
    name: name ?? t('stats.unknown'),
    detail: playsWords(plays),
    amount: duration(watchedMs),
    share: shareOf(watchedMs, most),
    rows: name === null ? null : rows(name, place),
  }));
}

function againLines(review: YearReview): Line[] {
  const most = Math.max(0, ...review.rewatched.map(({ times }) => times));
  return review.rewatched.map(({ title, times }) => ({
    ...(titleLines([title], title.item?.mediaType === 'track')[0] ?? NO_LINE),
    key: `${title.item?.playId}`,
    detail: '',
    amount: t('year.times', { n: times }),
    share: shareOf(times, most),
  }));
}

const NO_LINE: Line = { key: '', name: '', detail: '', amount: '', share: 0, rows: null };

const text = (name: string): string => joinList({ values: [name], isExcluded: false });

/** The lists of the year. */
export function YearLists({ review }: { readonly review: YearReview }) {
  const { topMovies, topShows, topArtists, topPeople, devices, discoveries, year, person } = review;
  const mine: PlayFilter = {
    ...{ from: `${year}-01-01`, to: `${year}-12-31` },
    ...(person && { user: person.id }),
  };
  const list = (title: string, lines: readonly Line[], note?: string): ReactNode =>
    lines.length > 0 && <ListCard title={title} lines={lines} mine={mine} {...(note !== undefined && { note })} />;
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3">
      {list(t('year.topMovies'), titleLines(topMovies, false))}
      {list(t('year.topShows'), titleLines(topShows, false))}
      {list(t('year.topArtists'), titleLines(topArtists, true))}
      {list(
        t('year.topPeople'),
        sumLines(topPeople, (_name, place) => ({ user: topPeople[place]?.id ?? 0 })),
      )}
      {list(
        t('year.discoveries'),
        titleLines(discoveries.titles, false),
        t('year.discoveriesText', { n: discoveries.found }),
      )}
      {list(t('year.rewatched'), againLines(review))}
      {list(
        t('year.devices'),
        sumLines(devices, (name) => (person === null ? { platform: text(name) } : { player: text(name) })),
      )}
      <Rhythm review={review} />
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly note?: string;
  readonly lines: readonly Line[];
  readonly mine: PlayFilter;
}

const ListCard = ({ title, note, lines, mine }: CardProps) => (
  <section className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-(--card-pad)">
    <header>
      <h2 className="text-title-s">{title}</h2>
      {note !== undefined && <p className="text-caption text-text-3">{note}</p>}
    </header>
    <ol className="flex flex-col gap-1">
      {lines.map((line, place) => (
        <li
          key={line.key}
          className="relative flex min-h-13 items-center gap-3 rounded-control px-1 has-[a:hover]:bg-raised"
        >
          <span
            className={cx(
              'tabular w-4 text-center text-body-s',
              place === 0 ? 'font-semibold text-brass' : 'text-text-3',
            )}
          >
            {place + 1}
          </span>
          {line.picture && <Picture {...line.picture} />}
          <span className="flex min-w-0 flex-1 flex-col gap-1">
            <span className="flex items-baseline gap-2">
              {line.rows === null ? (
                <span className="min-w-0 flex-1 truncate text-body">{line.name}</span>
              ) : (
                <Link
                  to="/history"
                  search={historySearch({ ...mine, ...line.rows })}
                  className="stretched min-w-0 flex-1 truncate text-body"
                >
                  {line.name}
                </Link>
              )}
              <span className="tabular shrink-0 text-body-s font-semibold">{line.amount}</span>
            </span>
            <span className="flex items-center gap-2">
              <span className="h-1 flex-1 overflow-hidden rounded-full bg-raised">
                <span
                  className={cx('block h-full', place === 0 ? 'bg-brass' : 'bg-series-1')}
                  style={{ width: `${line.share * 100}%` }}
                />
              </span>
              {line.detail !== '' && <span className="shrink-0 text-caption text-text-3">{line.detail}</span>}
            </span>
          </span>
        </li>
      ))}
    </ol>
  </section>
);

const PICTURE = 'shrink-0 rounded-[3px] bg-raised object-cover outline-1 -outline-offset-1 outline-text/10';

function Picture({ address, isSquare }: { readonly address: string | null; readonly isSquare: boolean }) {
  const shape = cx(PICTURE, isSquare ? 'size-10' : 'h-11 w-7.5');
  return address === null ? (
    <span aria-hidden="true" className={shape} />
  ) : (
    <img
      src={imageAddress(address, isSquare ? 'square-sm' : 'poster-sm')}
      alt=""
      loading="lazy"
      decoding="async"
      className={shape}
    />
  );
}
