import { PEOPLE_STATES } from '#contract/enums.ts';
import { compact, oneOf, positive, type RawSearch, words } from '../../lib/address.ts';
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

const flag = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

/** Reads the address; what it does not understand it leaves out. */
export function peopleSearch(raw: RawSearch): PeopleSearch {
  const parts = {
    search: words(raw.search),
    state: oneOf(PEOPLE_STATES, raw.state),
    guest: flag(raw.guest),
    history: flag(raw.history),
    server: positive(raw.server),
  };
  return { ...sortSearch(raw), ...compact(parts) };
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
