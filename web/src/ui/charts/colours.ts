/** A colour by its meaning; what it looks like is the theme's business. */
export const CHART_COLOURS = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'other',
  'ok',
  'info',
  'warn',
  'danger',
  'accent',
  'strong',
] as const;
export type ChartColour = (typeof CHART_COLOURS)[number];

/** The series colours in their fixed order. */
export const SERIES_COLOURS = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const;

interface Look {
  /** The token that holds it. */
  readonly token: string;
  /** As the background of an element. */
  readonly fill: string;
}

export const COLOUR_LOOK: Readonly<Record<ChartColour, Look>> = {
  'series-1': { token: '--color-series-1', fill: 'bg-series-1' },
  'series-2': { token: '--color-series-2', fill: 'bg-series-2' },
  'series-3': { token: '--color-series-3', fill: 'bg-series-3' },
  'series-4': { token: '--color-series-4', fill: 'bg-series-4' },
  'series-5': { token: '--color-series-5', fill: 'bg-series-5' },
  'series-6': { token: '--color-series-6', fill: 'bg-series-6' },
  other: { token: '--color-text-3', fill: 'bg-text-3' },
  ok: { token: '--color-ok', fill: 'bg-ok' },
  info: { token: '--color-info', fill: 'bg-info' },
  warn: { token: '--color-warn', fill: 'bg-warn' },
  danger: { token: '--color-danger', fill: 'bg-danger' },
  accent: { token: '--color-accent', fill: 'bg-accent' },
  strong: { token: '--color-text', fill: 'bg-text' },
};

/** The steps of the sequential scale, from little to much, as classes of SVG shapes. */
export const SCALE_FILLS = [
  'fill-scale-1',
  'fill-scale-2',
  'fill-scale-3',
  'fill-scale-4',
  'fill-scale-5',
  'fill-scale-6',
  'fill-scale-7',
] as const;

/** Reads a token as it is now. */
export const tokenValue = (token: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim();

/** The fixed colours of what is played; everything else is neutral. */
const TYPE_COLOURS: Readonly<Record<string, ChartColour>> = {
  movie: 'series-1',
  episode: 'series-2',
  track: 'series-3',
  live: 'series-4',
};
export const typeColour = (type: string | null): ChartColour => TYPE_COLOURS[type ?? ''] ?? 'other';

/** The colours of the ways to deliver a stream say how well it went. */
const DECISION_COLOURS: Readonly<Record<string, ChartColour>> = {
  'direct play': 'ok',
  copy: 'info',
  transcode: 'warn',
};
export const decisionColour = (decision: string | null): ChartColour => DECISION_COLOURS[decision ?? ''] ?? 'other';
