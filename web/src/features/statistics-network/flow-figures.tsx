import type { Bandwidth } from '#contract/statistics-network.ts';
import { bitrate, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Stats } from '../statistics/use-stats.ts';
import { momentWords, wholeOf } from './bandwidth.ts';

const THOUSAND = 1_000;

/** A size in words: `640 MB`, `1.2 TB`. */
function size(megabytes: number): string {
  if (megabytes < THOUSAND) return `${number(megabytes)} MB`;
  const gigabytes = megabytes / THOUSAND;
  return gigabytes < THOUSAND ? `${number(gigabytes)} GB` : `${number(gigabytes / THOUSAND, 1)} TB`;
}

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

function figuresOf(answer: Bandwidth): Figure[] {
  const of = (network: 'all' | 'lan' | 'wan') => {
    const { average = 0, max = 0, p95 = 0, maxAt = null, megabytes = 0 } = wholeOf(answer, network) ?? {};
    return { average, max, p95, maxAt, megabytes };
  };
  const [all, lan, wan] = [of('all'), of('lan'), of('wan')];
  const note = (write: (part: typeof all) => string): string =>
    `${t('net.lan')} ${write(lan)} · ${t('net.wan')} ${write(wan)}`;
  return [
    { name: t('net.max'), value: bitrate(all.max), note: all.maxAt === null ? '' : momentWords(all.maxAt) },
    { name: t('net.p95'), value: bitrate(all.p95), note: note(({ p95 }) => bitrate(p95)) },
    { name: t('net.average'), value: bitrate(all.average), note: note(({ average }) => bitrate(average)) },
    { name: t('net.sent'), value: size(all.megabytes), note: note(({ megabytes }) => size(megabytes)) },
  ];
}

const EMPTY = [1, 2, 3, 4];

/** The network in figures, over the whole time. */
export function FlowFigures({
  query,
}: {
  readonly stats: Stats;
  readonly query: {
    readonly data?: Bandwidth | undefined;
    readonly isPlaceholderData: boolean;
    readonly error: unknown;
  };
}) {
  const { data, isPlaceholderData, error } = query;
  // The chart below says what went wrong, and offers to try again.
  if (error !== null && data === undefined) return null;
  const cell = 'flex min-h-26 flex-col gap-1 bg-surface p-4';
  return (
    <dl
      className={cx(
        'grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line transition-opacity delay-400 lg:grid-cols-4',
        isPlaceholderData && 'opacity-60',
      )}
    >
      {data
        ? figuresOf(data).map(({ name, value, note }) => (
            <div key={name} className={cell}>
              <dt className="text-caption text-text-2">{name}</dt>
              <dd className="tabular text-[1.375rem] leading-7 font-semibold">{value}</dd>
              <dd className="text-caption text-text-3">{note}</dd>
            </div>
          ))
        : EMPTY.map((place) => (
            <div key={place} className={cell}>
              <Skeleton className="h-4 w-16" />
              <Skeleton className="mt-3 h-7 w-24" />
            </div>
          ))}
    </dl>
  );
}
