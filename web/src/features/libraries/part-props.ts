import type { LibraryDetail } from '#contract/libraries.ts';

/** What every part of a library's page is given. */
export interface PartProps {
  readonly detail: LibraryDetail;
}
