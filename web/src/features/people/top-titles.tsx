import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HomeCard, HomeCards } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { daysOf, usePeriod } from './period.ts';
import { personKey } from './use-person.ts';

const KINDS = ['shows', 'movies', 'music'] as const;
type Kind = (typeof KINDS)[number];
const CARD_OF: Readonly<Record<Kind, string>> = { shows: 'top_tv', movies: 'top_movies', music: 'top_music' };
/** As long as the API looks back. */
const EVER_DAYS = 36_500;
const MOST = 5;

type Ranking = Extract<HomeCard, { readonly kind: 'ranking' }>;
const rankingOf = (cards: HomeCards | undefined, kind: Kind): Ranking | undefined =>
  cards?.cards.find((card): card is Ranking => card.kind === 'ranking' && card.name === CARD_OF[kind]);

/** What somebody watched most, in the time that is chosen. */
export function TopTitles({ personId }: { readonly personId: number }) {
  const [period] = usePeriod();
  const [wanted, setWanted] = useState<Kind | null>(null);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...personKey(personId), 'top', period],
    queryFn: ({ signal }) =>
      getJson<HomeCards>(
        '/statistics/home',
        {
          user: personId,
          days: daysOf(period) ?? EVER_DAYS,
          cards: Object.values(CARD_OF).join(','),
          limit: MOST,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const kind = wanted ?? KINDS.find((one) => (rankingOf(data, one)?.lines.length ?? 0) > 0) ?? 'shows';
  const lines = rankingOf(data, kind)?.lines ?? [];
  return (
    <Card
      title={t('top.title')}
      aside={
        <Segmented
          label={t('top.title')}
          choices={KINDS.map((value) => ({ value, label: t(`top.${value}`) }))}
          value={kind}
          onChange={setWanted}
        />
      }
    >
      {error !== null && <Notice tone="danger">{errorWords(error)}</Notice>}
      {data === undefined && error === null && <Skeleton className="h-64" />}
      {data !== undefined && lines.length === 0 && <p className="min-h-16 text-body-s text-text-2">{t('top.none')}</p>}
      <ol className={cx('flex flex-col gap-3 transition-opacity delay-300', isPlaceholderData && 'opacity-60')}>
        {lines.map((line) => (
          <TopLine key={`${line.title} ${line.shown.playId}`} line={line} personId={personId} />
        ))}
      </ol>
    </Card>
  );
}

function TopLine({ line, personId }: { readonly line: Ranking['lines'][number]; readonly personId: number }) {
  const { title, plays, watchedMs, shown } = line;
  const isMusic = shown.item.mediaType === 'track';
  return (
    <li className="relative flex items-center gap-3">
      {shown.item.poster === null ? (
        <span aria-hidden="true" className={cx('w-9 shrink-0 rounded-control bg-raised', isMusic ? 'h-9' : 'h-13')} />
      ) : (
        <img
          src={imageAddress(shown.item.poster, isMusic ? 'square-sm' : 'poster-sm')}
          alt=""
          loading="lazy"
          className={cx('w-9 shrink-0 rounded-control bg-raised object-cover', isMusic ? 'h-9' : 'h-13')}
        />
      )}
      <span className="flex min-w-0 flex-1 flex-col">
        {title === null ? (
          <span className="text-body text-text-2">{t('unknown')}</span>
        ) : (
          <Link
            to="/history"
            search={{ user: personId, search: title }}
            className="stretched truncate text-body font-semibold hover:text-accent"
          >
            <bdi>{title}</bdi>
          </Link>
        )}
        <span className="tabular text-body-s text-text-2">
          {t('plays', { n: plays })}
          {t('separator')}
          {duration(watchedMs)}
        </span>
      </span>
    </li>
  );
}
