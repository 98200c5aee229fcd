import { type OpenItemsDeps, openItems } from './open-items.ts';

/** Items of an open database without servers that could be asked; for tests. */
export const openItemsAlone = (deps: Omit<OpenItemsDeps, 'links'>) =>
  openItems({ ...deps, links: { mediaServer: () => undefined, plexTv: () => undefined } });
