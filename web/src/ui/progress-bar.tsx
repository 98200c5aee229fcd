import { cx } from './cx.ts';

interface Props {
  /** Played part, 0 to 1. */
  readonly played: number;
  /** Part that is converted already, 0 to 1; drawn behind. */
  readonly ahead?: number | null;
  readonly tone?: 'brass' | 'live' | 'quiet' | 'ok';
  /** What it measures, for screen readers; without it the bar is decoration. */
  readonly label?: string;
}

const TONES = { brass: 'bg-brass', live: 'bg-brass/45', quiet: 'bg-line-strong', ok: 'bg-ok' } as const;

const clamp = (part: number): number => Math.min(1, Math.max(0, part));

/** A 4 px bar of two layers. */
export function ProgressBar({ played, ahead, tone = 'brass', label }: Props) {
  const semantics =
    label === undefined
      ? { 'aria-hidden': true }
      : { role: 'progressbar', 'aria-label': label, 'aria-valuenow': Math.round(clamp(played) * 100) };
  return (
    <div {...semantics} className="relative h-1 w-full overflow-hidden rounded-full bg-line">
      {ahead !== undefined && ahead !== null && (
        <span className="absolute inset-y-0 start-0 bg-line-strong" style={{ inlineSize: `${clamp(ahead) * 100}%` }} />
      )}
      <span
        className={cx('absolute inset-y-0 start-0 rounded-full', TONES[tone])}
        style={{ inlineSize: `${clamp(played) * 100}%` }}
      />
    </div>
  );
}
