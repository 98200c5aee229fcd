import { STATISTIC_CARDS, type StatisticCard } from '#contract/enums.ts';
import { useKept } from '../../lib/account-preferences.ts';
import { useMay } from '../../lib/session.ts';
import { type Order, PARTS, type Part, readOrder } from './arrangement.ts';

const METRICS = ['plays', 'watched'] as const;
/** What the cards count. */
export type Metric = (typeof METRICS)[number];

/** The spans that can be looked at, in days. */
export const SPANS = [7, 30, 90, 365] as const;
/** The span that is looked at unless somebody chose another. */
export const USUAL_DAYS = 30;
const MAX_DAYS = 3650;

/** What somebody wants to see below the live streams. */
export interface HomeChoice {
  readonly parts: Order<Part>;
  /** Null: those of the settings. */
  readonly cards: Order<StatisticCard> | null;
  readonly metric: Metric;
  readonly days: number;
}

/** Parts and cards that are about everybody, or that only who sees everything may ask for. */
const OTHERS_PARTS: readonly Part[] = ['added', 'libraries', 'servers'];
const OTHERS_CARDS: readonly StatisticCard[] = [
  'popular_movies',
  'popular_tv',
  'popular_music',
  'top_users',
  'most_concurrent',
];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function readChoice(kept: unknown): HomeChoice {
  const raw = isRecord(kept) ? kept : {};
  const days = Number(raw.days);
  return {
    parts: readOrder(PARTS, raw.parts) ?? PARTS,
    cards: readOrder(STATISTIC_CARDS, raw.cards),
    metric: METRICS.find((metric) => metric === raw.metric) ?? 'plays',
    days: Number.isInteger(days) && days >= 1 && days <= MAX_DAYS ? days : USUAL_DAYS,
  };
}

/** The parts there are for whoever is signed in. */
export function useKnownParts(): readonly Part[] {
  const seesAll = useMay('read');
  return seesAll ? PARTS : PARTS.filter((part) => !OTHERS_PARTS.includes(part));
}

/** The cards there are for whoever is signed in. */
export function useKnownCards(): readonly StatisticCard[] {
  const seesAll = useMay('read');
  return seesAll ? STATISTIC_CARDS : STATISTIC_CARDS.filter((card) => !OTHERS_CARDS.includes(card));
}

/** What this person wants to see, and how to change it. */
export function useHomeChoice(): [HomeChoice, (changes: Partial<HomeChoice>) => void] {
  const [choice, choose] = useKept('home', readChoice);
  return [choice, (changes) => choose({ ...choice, ...changes })];
}
