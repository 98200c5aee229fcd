import type { ReactNode } from 'react';
import type { HomeCard, ShownPlayView } from '#contract/statistics.ts';
import { duration, number, since } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Picture } from '../../ui/picture.tsx';
import { dayOf } from '../filter/range.ts';
import { itemAim, keyAim } from '../items/aim.ts';
import { ItemLink } from '../items/item-link.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { CardFrame, CardLine } from './card-frame.tsx';
import { CARD_LOOK, type RankingCard, type RankingLine } from './card-look.ts';
import { HistoryLink } from './history-link.tsx';
import { rangeOf, SeeAll } from './see-all.tsx';
import type { Metric } from './use-home-choice.ts';

interface Props {
  readonly card: HomeCard;
  readonly metric: Metric;
  readonly days: number;
  /** How many lines. */
  readonly count: number;
}

/** One card of statistics, whatever it counts. */
export function StatCard({ card, metric, days, count }: Props) {
  const more = <SeeAll card={card.name} title={t(CARD_LOOK[card.name].title)} metric={metric} days={days} />;
  if (card.kind === 'ranking') return <Ranking card={card} metric={metric} days={days} count={count} more={more} />;
  if (card.kind === 'last_watched') return <LastWatched plays={card.plays.slice(0, count)} more={more} />;
  return <Peaks peaks={card.peaks} more={more} />;
}

interface More {
  readonly more: ReactNode;
}

const isPopular = ({ name }: RankingCard): boolean => name.startsWith('popular_');

function Ranking({ card, metric, days, count, more }: { readonly card: RankingCard } & More & Omit<Props, 'card'>) {
  const { title, icon } = CARD_LOOK[card.name];
  const unit = isPopular(card) ? 'people' : metric;
  const amount = ({ people, plays, watchedMs }: RankingLine): number =>
    unit === 'people' ? (people ?? 0) : unit === 'plays' ? plays : watchedMs;
  const most = Math.max(1, ...card.lines.map(amount));
  return (
    <CardFrame title={t(title)} unit={t(`unit.home.${unit}`)} icon={icon} more={more}>
      {card.lines.slice(0, count).map((line, index) => (
        <CardLine
          key={`${line.title} ${line.shown.playId}`}
          place={index + 1}
          picture={<LinePicture card={card} line={line} />}
          title={<LineTitle card={card} line={line} />}
          value={
            <HistoryLink filter={{ ...rowsOf(card, line), ...rangeOf(days) }}>
              {unit === 'watched' ? duration(line.watchedMs) : number(amount(line))}
            </HistoryLink>
          }
          part={amount(line) / most}
        />
      ))}
    </CardFrame>
  );
}

/** The rows a line was made of, as the history's filter says it. */
function rowsOf({ name }: RankingCard, { title, shown }: RankingLine): Readonly<Record<string, string | number>> {
  if (name === 'top_users') return { user: shown.user.id };
  if (name === 'top_libraries') return shown.library === null ? {} : { library: shown.library.id };
  if (name === 'top_platforms') return title === null ? {} : { platform: title };
  const words = name.endsWith('movies') ? shown.item.title : title;
  return words === null ? {} : { search: words };
}

function LineTitle({ card, line: { title, shown } }: { readonly card: RankingCard; readonly line: RankingLine }) {
  const words = title ?? t('unknown');
  if (card.name === 'top_users') return <PersonLink person={{ ...shown.user, avatar: null }} />;
  if (card.name === 'top_libraries' || card.name === 'top_platforms') {
    return <HistoryLink filter={rowsOf(card, { title, shown } as RankingLine)}>{words}</HistoryLink>;
  }
  const whole = card.name.endsWith('movies') ? null : keyAim(shown.serverId, shown.item.grandparentRatingKey);
  return (
    <ItemLink to={whole ?? itemAim(shown.item)} title={words}>
      {words}
    </ItemLink>
  );
}

function LinePicture({ card, line: { shown } }: { readonly card: RankingCard; readonly line: RankingLine }) {
  if (card.name === 'top_users') return <Avatar user={{ ...shown.user, avatar: null }} />;
  if (card.name === 'top_libraries' || card.name === 'top_platforms') return null;
  return <Poster shown={shown} />;
}

const isSquare = ({ item }: ShownPlayView): boolean => item.mediaType === 'track';

/** Small, decorative; an empty frame when there is none, so that titles stand in line. */
function Poster({ shown }: { readonly shown: ShownPlayView }) {
  const { poster } = shown.item;
  const shape = isSquare(shown) ? 'size-6' : 'h-7 w-[1.1875rem]';
  const size = isSquare(shown) ? 'square-sm' : 'poster-sm';
  return (
    <Picture
      src={poster === null ? null : imageAddress(poster, size)}
      className={`${shape} shrink-0 rounded-[3px] bg-raised`}
    />
  );
}

function LastWatched({ plays, more }: { readonly plays: readonly ShownPlayView[] } & More) {
  const { title, icon } = CARD_LOOK.last_watched;
  const now = useServerNow();
  return (
    <CardFrame title={t(title)} unit={t('unit.home.person')} icon={icon} more={more}>
      {plays.map((shown) => (
        <CardLine
          key={shown.playId}
          picture={<Poster shown={shown} />}
          title={
            <ItemLink
              to={itemAim(shown.item)}
              title={`${shown.item.fullTitle} · ${since(Date.parse(shown.startedAt), now)}`}
            >
              {shown.item.fullTitle}
            </ItemLink>
          }
          value={<PersonLink person={{ ...shown.user, avatar: null }} className="max-w-28" />}
        />
      ))}
    </CardFrame>
  );
}

type Peak = Extract<HomeCard, { readonly kind: 'most_concurrent' }>['peaks'][number];

const PEAK_WORDS = {
  'direct play': 'decision.directPlay',
  copy: 'decision.copy',
  transcode: 'decision.transcode',
} as const;

function Peaks({ peaks, more }: { readonly peaks: readonly Peak[] } & More) {
  const { title, icon } = CARD_LOOK.most_concurrent;
  const now = useServerNow();
  const most = Math.max(1, ...peaks.map(({ streams }) => streams));
  return (
    <CardFrame title={t(title)} unit={t('unit.home.streams')} icon={icon} more={more}>
      {peaks.map(({ decision, streams, from, until }) => (
        <CardLine
          key={decision ?? ''}
          title={
            <HistoryLink
              filter={{
                from: dayOf(Date.parse(from)),
                to: dayOf(Date.parse(until)),
                view: 'plays',
                ...(decision !== null && { decision }),
              }}
            >
              {t(decision === null ? 'home.allStreams' : PEAK_WORDS[decision])}
              <span className="text-text-2">{t('separator') + since(Date.parse(from), now)}</span>
            </HistoryLink>
          }
          value={number(streams)}
          part={streams / most}
        />
      ))}
    </CardFrame>
  );
}
