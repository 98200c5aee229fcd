/** The libraries of a server with how much is in them (monitoring notes 9.3, Plex protocol notes 3.8). */
import type { CountedLibrary } from '#catalogue/counted-library.ts';
import type { Answer, LibraryFacts } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { sectionPage } from '#plex/parse-section-page.ts';

/** What is counted in a kind of library: its items, what is in them, and what is in that. */
const KINDS: Readonly<Record<LibraryFacts['type'], readonly string[]>> = {
  movie: ['movie'],
  show: ['show', 'season', 'episode'],
  artist: ['artist', 'album', 'track'],
  photo: ['photo', 'picture', 'clip'],
};

const ONE = { start: 0, size: 1 };

/** Fails as a whole when one of its requests does. */
export async function readLibraries(
  media: MediaServer,
  signal: AbortSignal,
): Promise<Answer<readonly CountedLibrary[]>> {
  const libraries = await media.libraries(signal);
  if (!libraries.ok) return libraries;
  const counted: CountedLibrary[] = [];
  for (const library of libraries.value) {
    const counts: (number | null)[] = [];
    for (const kind of KINDS[library.type]) {
      const page = await media.ask(sectionPage({ sectionId: library.sectionId, kind }, ONE), signal);
      if (!page.ok) return page;
      counts.push(countOf(page.value.total));
    }
    const [itemCount = null, parentCount = null, childCount = null] = counts;
    counted.push({ ...library, itemCount, parentCount, childCount });
  }
  return { ok: true, value: counted };
}

const countOf = (total: string | null): number | null =>
  total !== null && /^\d{1,9}$/.test(total) ? Number(total) : null;
