import { Bug, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { LogLevel } from '#contract/enums.ts';
import type { SystemLogLine } from '#contract/system-logs.ts';
import { exactTime, fullMoment, shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';

const LEVELS: Readonly<Record<LogLevel, { readonly icon: LucideIcon; readonly colour: string }>> = {
  debug: { icon: Bug, colour: 'text-text-3' },
  info: { icon: Info, colour: 'text-info' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  error: { icon: CircleX, colour: 'text-danger' },
};

/** One line of the log; what else it says opens below it. */
export function LogLine({ line }: { readonly line: SystemLogLine }) {
  const { icon: Icon, colour } = LEVELS[line.level];
  return (
    <li className={cx('px-3 py-2 text-body-s', line.level === 'error' && 'bg-danger-fill/20')}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 sm:flex-nowrap">
        <span className={cx('flex shrink-0 items-center gap-1.5 self-center sm:w-20', colour)}>
          <Icon size={14} strokeWidth={2} aria-hidden="true" className="shrink-0" />
          {t(`log.level.${line.level}`)}
        </span>
        <Time at={line.at} />
        <span className="shrink-0 text-caption text-text-2 sm:w-24 sm:truncate">{t(`log.part.${line.part}`)}</span>
        <span className="w-full min-w-0 break-words sm:w-auto sm:flex-1">{line.message}</span>
      </div>
      {line.details !== null && (
        <details className="mt-0.5 sm:ms-23">
          <summary className="w-fit cursor-pointer rounded-control text-caption text-text-2 hover:text-text">
            {detailWords(line.details)}
          </summary>
          <pre className="mt-1 overflow-x-auto rounded-control bg-raised p-3 font-mono text-caption break-all whitespace-pre-wrap">
            {JSON.stringify(line.details, null, 2)}
          </pre>
        </details>
      )}
    </li>
  );
}

function Time({ at }: { readonly at: string | null }) {
  if (at === null) return null;
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={fullMoment(time)} className="tabular shrink-0 text-caption text-text-2">
      {`${shortDay(time)} ${exactTime(time)}`}
    </time>
  );
}

const SHOWN = 3;
const LONGEST = 40;

/** The first few of what a line says besides, in one line. */
function detailWords(details: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(details)
    .slice(0, SHOWN)
    .map(([key, value]) => `${key}: ${short(typeof value === 'string' ? value : JSON.stringify(value))}`);
  return parts.join(' · ') + (Object.keys(details).length > SHOWN ? ' …' : '');
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
