/** The contents of libraries with their files, kept until somebody asks for them anew (API notes, media info). */
import type { EpochMs } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import type { Answer } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { type Content, readAlbums, readContentOf, readSection } from '#plex/read-listing.ts';

/** A library, or what is in one of its items. */
export interface ContentPlace {
  readonly serverId: ServerId;
  /** Null where an item was named without its library. */
  readonly sectionId: number | null;
  /** The kind of things that are listed, or of the item whose parts are listed. */
  readonly kind: string;
  readonly ratingKey: string | null;
}

export interface KeptContent extends Content {
  readonly builtAt: EpochMs;
  /** Whether it was read for this very request. */
  readonly isNew: boolean;
}

export interface MediaInfoCache {
  /** What is kept, else what the server says now; `isRefresh`: anew in any case. */
  read(
    media: Pick<MediaServer, 'ask'>,
    place: ContentPlace,
    options: { readonly now: EpochMs; readonly isRefresh: boolean },
  ): Promise<Answer<KeptContent>>;
  /** Forgets a library with all that is in it. */
  forget(serverId: ServerId, sectionId: number): void;
  forgetAll(): void;
}

/** Rows that are kept in all; about 500 bytes each. */
const MAX_ROWS = 200_000;

interface Kept {
  readonly place: ContentPlace;
  readonly content: Content;
  readonly builtAt: EpochMs;
}

const keyOf = ({ serverId, sectionId, kind, ratingKey }: ContentPlace): string =>
  JSON.stringify([serverId, sectionId, kind, ratingKey]);

function readContent(media: Pick<MediaServer, 'ask'>, place: ContentPlace): Promise<Answer<Content>> | null {
  const { sectionId, kind, ratingKey } = place;
  // The plain list of an artist leaves out singles and live albums.
  if (ratingKey !== null && kind === 'artist' && sectionId !== null) return readAlbums(media, ratingKey, sectionId);
  if (ratingKey !== null) return readContentOf(media, ratingKey);
  return sectionId === null ? null : readSection(media, { sectionId, kind });
}

const NOWHERE = { ok: false, reason: 'not_found', problem: 'neither a library nor an item was named' } as const;

export function createMediaInfoCache(): MediaInfoCache {
  // The order of a Map is that of insertion: the first is the one that was used longest ago.
  const kept = new Map<string, Kept>();

  const keep = (key: string, one: Kept): void => {
    kept.delete(key);
    kept.set(key, one);
    let rows = 0;
    for (const { content } of kept.values()) rows += content.rows.length;
    for (const [oldest, { content }] of kept) {
      if (rows <= MAX_ROWS || oldest === key) break;
      kept.delete(oldest);
      rows -= content.rows.length;
    }
  };

  return {
    async read(media, place, { now, isRefresh }) {
      const key = keyOf(place);
      const known = kept.get(key);
      if (known !== undefined && !isRefresh) {
        keep(key, known);
        return { ok: true, value: { ...known.content, builtAt: known.builtAt, isNew: false } };
      }
      const answer = (await readContent(media, place)) ?? NOWHERE;
      if (!answer.ok) return answer;
      keep(key, { place, content: answer.value, builtAt: now });
      return { ok: true, value: { ...answer.value, builtAt: now, isNew: true } };
    },
    forget(serverId, sectionId) {
      for (const [key, { place }] of kept)
        if (place.serverId === serverId && place.sectionId === sectionId) kept.delete(key);
    },
    forgetAll: () => kept.clear(),
  };
}
