import { compact, oneOf, positive, type RawSearch } from '../../lib/address.ts';

export const NOW_VIEWS = ['cards', 'compact', 'table'] as const;
/** How the live streams are laid out. */
export type NowView = (typeof NOW_VIEWS)[number];

/** What the address of Now says. */
export interface NowSearch {
  readonly view?: NowView;
  /** The stream whose details are open. */
  readonly stream?: number;
  /** For a screen on a wall: large, and nothing but what is live. */
  readonly kiosk?: 1;
  /** Only what is live on this server. */
  readonly server?: number;
}

/** Reads the address; what it does not understand it leaves out. */
export function nowSearch(raw: RawSearch): NowSearch {
  const isKiosk = raw.kiosk === 1 || raw.kiosk === '1' || raw.kiosk === true;
  return compact({
    kiosk: isKiosk ? (1 as const) : undefined,
    view: oneOf(NOW_VIEWS, raw.view),
    stream: positive(raw.stream),
    server: positive(raw.server),
  });
}
