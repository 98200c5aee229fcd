import { PEOPLE_STATES } from '#contract/enums.ts';
import type { Params } from '../../lib/api.ts';
import type { Sort } from '../../ui/table/column.ts';
import { type SortSearch, sortSearch } from './table-sort.ts';

/** Which people are listed, as the address says it; absent is everybody who was not removed. */
export interface PeopleSearch extends SortSearch {
  readonly search?: string;
  readonly state?: (typeof PEOPLE_STATES)[number];
  readonly guest?: boolean;
  readonly history?: boolean;
  readonly server?: number;
}

const MAX_SEARCH = 200;

const flag = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

const words = (value: unknown): string | undefined => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, MAX_SEARCH) : '';
  return text === '' ? undefined : text;
};

/** Reads the address; what it does not understand it leaves out. */
export function peopleSearch(raw: Readonly<Record<string, unknown>>): PeopleSearch {
  const server = Number(raw.server);
  const parts = {
    search: words(raw.search),
    state: PEOPLE_STATES.find((known) => known === raw.state),
    guest: flag(raw.guest),
    history: flag(raw.history),
    server: Number.isSafeInteger(server) && server > 0 ? server : undefined,
  };
  const known = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { ...sortSearch(raw), ...Object.fromEntries(known) };
}

/** Whether anything is narrowed. */
export const isNarrowed = ({ search, state, guest, history }: PeopleSearch): boolean =>
  [search, state, guest, history].some((part) => part !== undefined);

/** The search as parameters of the API. */
export const peopleParams = ({ search, state, guest, history, server }: PeopleSearch, { by, order }: Sort): Params => ({
  ...{ search, state, server, sort: by, order },
  guest: guest === undefined ? undefined : String(guest),
  history: history === undefined ? undefined : String(history),
});
