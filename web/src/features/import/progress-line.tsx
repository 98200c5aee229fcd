import { useEffect, useState } from 'react';
import { clock } from '../../lib/clock.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ratePerSecond, remainingMs, type Sample, withSample } from './rate.ts';

const MEGA = 1_000_000;

interface Props {
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'rows';
  readonly label: string;
}

const amount = (value: number, unit: Props['unit']): string =>
  unit === 'rows' ? number(value) : number(value / MEGA, 1);

/** How far something is, how fast it goes, and how long the rest takes. */
export function ProgressLine({ done, total, unit, label }: Props) {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => setSamples((old) => withSample(old, { atMs: clock.monotonic(), done })), [done]);
  const rate = ratePerSecond(samples);
  const rest = remainingMs(done, total, rate);
  const words = [
    total === null
      ? t(`progress.${unit}`, { done: amount(done, unit) })
      : t(`progress.${unit}Of`, { done: amount(done, unit), total: amount(total, unit) }),
    rate !== null && t(`progress.${unit}Rate`, { n: unit === 'rows' ? number(rate) : number(rate / MEGA, 1) }),
    rest !== null && t('progress.rest', { time: duration(Math.max(1000, rest)) }),
  ];
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar played={total === null || total === 0 ? 0 : done / total} label={label} />
      <p className="tabular text-body-s text-text-2">{words.filter(Boolean).join(t('separator'))}</p>
    </div>
  );
}
