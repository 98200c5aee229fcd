/** Amounts in words, as an export has them (export notes 3). Pure. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** From here on seconds are not shown any more. */
const LONG_MS = 300_000;

const halfToEven = (value: number): number => {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
};

const part = (count: number, unit: string): string[] =>
  count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];

/** Milliseconds in words: `1 hr 50 mins`, `3 mins 44 secs`; nothing is `0`. */
export function humanDuration(ms: number): string {
  if (ms <= 0) return '0';
  const unit = ms < LONG_MS ? 1_000 : MINUTE_MS;
  const rounded = halfToEven(ms / unit) * unit;
  const parts = [
    ...part(Math.floor(rounded / DAY_MS), 'day'),
    ...part(Math.floor((rounded % DAY_MS) / HOUR_MS), 'hr'),
    ...part(Math.floor((rounded % HOUR_MS) / MINUTE_MS), 'min'),
    ...part((rounded % MINUTE_MS) / 1_000, 'sec'),
  ];
  return parts.join(' ') || '0';
}

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** Bytes in words, in steps of 1024 under the names of thousands: `2.18 GB`. */
export function humanSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const step = Math.min(UNITS.length, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1_024 ** step).toFixed(2)} ${UNITS[step - 1]}`;
}
