import { DECISIONS, type Decision, type MediaType } from '#contract/enums.ts';

/** The kinds of item that the history can be narrowed to. */
export const HISTORY_TYPES = ['movie', 'episode', 'track', 'clip', 'photo'] as const satisfies readonly MediaType[];
export const HISTORY_VIEWS = ['groups', 'plays'] as const;
/** `groups`: one row a viewing, resumed or not; `plays`: one row from start to stop. */
export type HistoryView = (typeof HISTORY_VIEWS)[number];

/** The filter of the history, as the address says it; absent is "all". */
export interface HistorySearch {
  readonly search?: string;
  readonly type?: (typeof HISTORY_TYPES)[number];
  readonly decision?: Decision;
  readonly view?: HistoryView;
  readonly user?: number;
  readonly server?: number;
}

const MAX_SEARCH = 200;

const id = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

/** Leaves out what is undefined, so that the address stays short. */
function compact<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Reads the address; what it does not understand it leaves out. */
export function historySearch(raw: Record<string, unknown>): HistorySearch {
  const words = typeof raw.search === 'string' || typeof raw.search === 'number' ? String(raw.search) : '';
  return compact({
    search: words.slice(0, MAX_SEARCH) || undefined,
    type: HISTORY_TYPES.find((known) => known === raw.type),
    decision: DECISIONS.find((known) => known === raw.decision),
    view: raw.view === 'plays' ? ('plays' as const) : undefined,
    user: id(raw.user),
    server: id(raw.server),
  });
}

/** Whether anything is narrowed; grouping is a way to look, not a filter. */
export const isFiltered = ({ view: _, ...filter }: HistorySearch): boolean => Object.keys(filter).length > 0;
