import type { LibraryFacts } from '#plex/facts.ts';

/** A library with how much is in it; null for what its kind does not have. */
export interface CountedLibrary extends LibraryFacts {
  /** Movies, shows, artists or photo albums. */
  readonly itemCount: number | null;
  /** Seasons, albums or pictures. */
  readonly parentCount: number | null;
  /** Episodes, tracks or clips. */
  readonly childCount: number | null;
}
