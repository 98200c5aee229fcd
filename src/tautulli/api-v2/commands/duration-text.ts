const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From here on seconds are not shown any more. */
const LONG = 300_000;

const halfToEven = (value: number): number => {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
};

const part = (count: number, unit: string): string[] =>
  count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];

/** Whole seconds in words: `1 day 2 hrs 3 mins 4 secs`; long ones in minutes, nothing and less is `0` (API notes 9.7). */
export function durationText(seconds: number): string {
  if (seconds <= 0) return '0';
  const rounded = seconds < LONG ? seconds : halfToEven(seconds / MINUTE) * MINUTE;
  const parts = [
    ...part(Math.floor(rounded / DAY), 'day'),
    ...part(Math.floor((rounded % DAY) / HOUR), 'hr'),
    ...part(Math.floor((rounded % HOUR) / MINUTE), 'min'),
    ...part(rounded % MINUTE, 'sec'),
  ];
  return parts.join(' ');
}
