import { formatLocale, type MessageId, t } from '../../lib/i18n.ts';
import { HISTORY_TYPES } from '../history/search.ts';

type HistoryType = (typeof HISTORY_TYPES)[number];

const NAMES: Readonly<Record<HistoryType, MessageId>> = {
  movie: 'type.movie',
  episode: 'type.episode',
  track: 'type.track',
  clip: 'type.clip',
  photo: 'type.photo',
};

/** What a kind of item is called, and how the history is narrowed to it. */
export function kindWords(name: string | null): { readonly label: string; readonly type: HistoryType | undefined } {
  if (name === 'live') return { label: t('kind.live'), type: undefined };
  const type = HISTORY_TYPES.find((known) => known === name);
  return { label: type === undefined ? t('unknown') : t(NAMES[type]), type };
}

/** 2024-01-01 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

/** The name of a day of the week, 0 being Monday. */
export const weekdayName = (day: number, weekday: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(formatLocale(), { weekday, timeZone: 'UTC' }).format(MONDAY + day * 86_400_000);

/** An hour of the day: `21:00` or `9 PM`. */
export const hourName = (hour: number): string =>
  new Intl.DateTimeFormat(formatLocale(), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    MONDAY + hour * 3_600_000,
  );
