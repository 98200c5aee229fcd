import { joinList } from '#contract/lists.ts';
import type { TopKind, TopLine, TopList } from '#contract/statistics-lists.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import type { PlayFilter } from '../../lib/play-filter.ts';
import { Avatar } from '../../ui/avatar.tsx';
import type { ChartColour } from '../../ui/charts/colours.ts';
import { type BarRow, TopBars } from '../../ui/charts/top-bars.tsx';
import { chartState } from '../../ui/charts/types.ts';
import { amountIn, amountWords, measureOf, shareWords, unitOf } from './measures.ts';
import { useNarrow, useRows } from './use-rows.ts';
import { type Stats, useTop } from './use-stats.ts';

interface Props {
  readonly stats: Stats;
  readonly by: TopKind;
  readonly limit?: 5 | 10;
  readonly colour?: ChartColour;
  readonly className?: string;
}

const text = (value: string): string => joinList({ values: [value], isExcluded: false });

/** What a line is in the grammar of filters; null when no filter means it. */
export function filterOf(by: TopKind, { id, name }: Pick<TopLine, 'id' | 'name'>): PlayFilter | null {
  if (by === 'person') return id === null ? null : { user: id };
  if (by === 'library') return id === null ? null : { library: id };
  if (name === null) return null;
  switch (by) {
    case 'platform':
    case 'player':
    case 'decision':
    case 'location':
      return { [by]: text(name) };
    case 'movie':
    case 'show':
    case 'artist':
    case 'album':
      return { search: name };
    default:
      return null;
  }
}

/** What a line is called. */
function nameOf(by: TopKind, name: string | null): string {
  if (name === null || name === '') return t('stats.unknown');
  if (by === 'decision') return t(DECISION_WORDS[name] ?? 'unknown');
  if (by === 'reason') return t(`stats.reason.${name.replaceAll(' ', '')}` as 'stats.reason.none');
  if (by === 'location') return name === 'lan' || name === 'wan' || name === 'cellular' ? t(`network.${name}`) : name;
  return name;
}

const DECISION_WORDS: Readonly<Record<string, 'decision.directPlay' | 'decision.copy' | 'decision.transcode'>> = {
  'direct play': 'decision.directPlay',
  copy: 'decision.copy',
  transcode: 'decision.transcode',
};

const isTitle = (by: TopKind): boolean => by === 'movie' || by === 'show' || by === 'artist' || by === 'album';

const PICTURE = 'shrink-0 rounded-[3px] bg-raised object-cover outline-1 -outline-offset-1 outline-text/10';

function Picture({ by, line }: { readonly by: TopKind; readonly line: TopLine }) {
  if (by === 'person' && line.id !== null) {
    return <Avatar user={{ id: line.id, name: line.name ?? '', avatar: line.avatar }} />;
  }
  if (!isTitle(by)) return null;
  const isPoster = by === 'movie' || by === 'show';
  const shape = isPoster ? 'h-9 w-6' : 'size-8';
  const poster = line.item?.poster;
  if (poster === null || poster === undefined) return <span aria-hidden="true" className={`${PICTURE} ${shape}`} />;
  const size = isPoster ? 'poster-sm' : 'square-sm';
  return (
    <img src={imageAddress(poster, size)} alt="" loading="lazy" decoding="async" className={`${PICTURE} ${shape}`} />
  );
}

function rowOf(stats: Stats, by: TopKind, line: TopLine): BarRow {
  const { value } = measureOf(stats.metric);
  const detail = line.byline ?? (line.year === null ? null : String(line.year));
  return {
    key: `${line.rank}`,
    label: nameOf(by, line.name),
    ...(detail !== null && { detail }),
    value: value(amountIn(stats.metric, line)),
    picture: <Picture by={by} line={line} />,
    ...(stats.before && {
      before: line.before && { value: value(amountIn(stats.metric, line.before)), rank: line.before.rank },
    }),
    isPickable: filterOf(by, line) !== null,
  };
}

/** The busiest that is known by name; of conversions, how much needed none. */
function titleOf(stats: Stats, by: TopKind, list: TopList | undefined): string {
  const first = list?.lines.find(({ name }) => name !== null) ?? list?.lines[0];
  if (!list || !first) return t('stats.none');
  const raw = amountIn(stats.metric, first);
  if (by === 'reason' && stats.metric !== 'people') {
    const none = list.lines.find(({ name }) => name === 'none');
    const share = shareWords(none ? amountIn(stats.metric, none) : 0, list.total);
    return t('stats.title.reason', { share, what: t(`stats.of.${stats.metric}`) });
  }
  return t('stats.title.top', { name: nameOf(by, first.name), amount: amountWords(stats.metric, raw) });
}

/** The busiest of something in the time and with the filter of the page. */
export function TopCard({ stats, by, limit = 10, colour, className }: Props) {
  const query = useTop(stats, by, limit);
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  const lines = query.data?.lines ?? [];
  const title = titleOf(stats, by, query.data);
  const { format } = measureOf(stats.metric);
  return (
    <TopBars
      id={`top-${by}`}
      title={title}
      unit={t('stats.top', { kind: t(`stats.kind.${by}`), what: t(`stats.by.${stats.metric}`) })}
      state={chartState(query)}
      rows={lines.map((line) => rowOf(stats, by, line))}
      rowName={t(`stats.kind.${by}`)}
      valueName={unitOf(stats.metric)}
      format={format}
      expected={isTitle(by) ? 'posters' : limit === 10 ? 'ten' : 'five'}
      onRows={show}
      onPick={(row, isRows) => {
        const line = lines.find(({ rank }) => String(rank) === row.key);
        const filter = line && filterOf(by, line);
        if (filter) narrow(filter, isRows);
      }}
      {...(colour && { colour })}
      {...(className !== undefined && { className })}
    />
  );
}
