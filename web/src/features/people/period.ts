import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SortSearch, sortSearch } from './table-sort.ts';

/** How much time the habits are made of, in days; `all` is everything. */
export const PERIODS = ['30', '365', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** What the address of a person's page says. */
export interface PersonSearch extends SortSearch {
  readonly period?: Period;
}

const PRESET: Period = '365';

/** Reads the address; what belongs to a part of the page is read there. */
export function personSearch(raw: Record<string, unknown>): PersonSearch {
  const period = PERIODS.find((known) => known === String(raw.period));
  const { period: _, sort: _sort, order: _order, ...rest } = raw;
  return { ...rest, ...sortSearch(raw), ...(period !== undefined && period !== PRESET && { period }) };
}

/** The time that is looked at, and how to choose another. */
export function usePeriod(): readonly [Period, (period: Period) => void] {
  const { period = PRESET } = personSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const choose = (next: Period): void =>
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => personSearch({ ...old, period: next }),
      replace: true,
      resetScroll: false,
    });
  return [period, choose];
}

/** The days of a period as the API is asked for them; undefined for everything. */
export const daysOf = (period: Period): number | undefined => (period === 'all' ? undefined : Number(period));
