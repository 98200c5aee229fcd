export const NOW_VIEWS = ['cards', 'compact', 'table'] as const;
/** How the live streams are laid out. */
export type NowView = (typeof NOW_VIEWS)[number];

/** What the address of Now says. */
export interface NowSearch {
  readonly view?: NowView;
  /** The stream whose details are open. */
  readonly stream?: number;
}

/** Reads the address; what it does not understand it leaves out. */
export function nowSearch(raw: Record<string, unknown>): NowSearch {
  const view = NOW_VIEWS.find((known) => known === raw.view);
  const stream = Number(raw.stream);
  return { ...(view && { view }), ...(Number.isSafeInteger(stream) && stream > 0 && { stream }) };
}
