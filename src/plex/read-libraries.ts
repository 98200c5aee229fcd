/** The libraries of a server with how much is in them (Plex protocol notes 3.7, 3.8). */
import type { Answer, LibraryFacts } from './facts.ts';
import type { MediaServer } from './media-server.ts';
import { type SectionPlace, sectionPage } from './parse-section-page.ts';

/** How many things are in a library: of its own kind, of their parts, and of the parts of these. */
export interface LibraryCounts {
  readonly items: number;
  /** Seasons, albums, pictures; null for libraries without levels. */
  readonly parents: number | null;
  /** Episodes, tracks, clips. */
  readonly children: number | null;
}

export type CountedLibrary = LibraryFacts & { readonly counts: LibraryCounts };

interface Levels {
  readonly items: string;
  readonly parents: string | null;
  readonly children: string | null;
}

const LEVELS: Readonly<Record<LibraryFacts['type'], Levels>> = {
  movie: { items: 'movie', parents: null, children: null },
  show: { items: 'show', parents: 'season', children: 'episode' },
  artist: { items: 'artist', parents: 'album', children: 'track' },
  photo: { items: 'photo', parents: 'picture', children: 'clip' },
};

type Asked = Pick<MediaServer, 'ask'>;

/** How much there is of a kind; 0 when the server does not say. */
async function countOf(media: Asked, place: SectionPlace, signal?: AbortSignal): Promise<Answer<number>> {
  const answer = await media.ask(sectionPage(place, { start: 0, size: 1 }), signal);
  return answer.ok ? { ok: true, value: Number(answer.value.total ?? 0) || 0 } : answer;
}

/**
 * Fails when one of the counts does: a library that cannot be counted is not empty. A count that the server refuses is 0.
 */
async function countLibrary(
  media: Asked,
  library: LibraryFacts,
  signal?: AbortSignal,
): Promise<Answer<CountedLibrary>> {
  const { sectionId, type } = library;
  const levels = LEVELS[type];
  const kinds = [levels.items, levels.parents, levels.children];
  const answers = await Promise.all(
    kinds.map(
      async (kind): Promise<Answer<number | null>> =>
        kind === null ? { ok: true, value: null } : countOf(media, { sectionId, kind }, signal),
    ),
  );
  const counts: (number | null)[] = [];
  for (const answer of answers) {
    if (answer.ok) counts.push(answer.value);
    else if (answer.reason === 'refused' || answer.reason === 'not_found') counts.push(0);
    else return answer;
  }
  const [items = 0, parents = null, children = null] = counts;
  return { ok: true, value: { ...library, counts: { items: items ?? 0, parents, children } } };
}

/** All libraries with their counts. Makes one request for the list, and one to three for each library. */
export async function readCountedLibraries(
  media: Pick<MediaServer, 'ask' | 'libraries'>,
  signal?: AbortSignal,
): Promise<Answer<readonly CountedLibrary[]>> {
  const libraries = await media.libraries(signal);
  if (!libraries.ok) return libraries;
  const counted: CountedLibrary[] = [];
  for (const library of libraries.value) {
    const answer = await countLibrary(media, library, signal);
    if (!answer.ok) return answer;
    counted.push(answer.value);
  }
  return { ok: true, value: counted };
}
