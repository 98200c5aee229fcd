import type { Load, RawRow } from '../source/load.ts';
import { integer, json, type Note, rawText, text } from '../source/normalise.ts';
import { jsonOrNull, stage } from './stage.ts';

export const LOOKUP_STAGE = stage('external_lookups', {
  service: 'text',
  rating_key: 'text',
  external_id: 'text',
  thetvdb_id: 'bigint',
  imdb_id: 'text',
  url: 'text',
  kind: 'text',
  answer: 'jsonb',
});

export const IMAGE_STAGE = stage('image_hashes', {
  hash: 'text',
  path: 'text',
  rating_key: 'text',
  width: 'integer',
  height: 'integer',
  opacity: 'integer',
  background: 'text',
  blur: 'integer',
  fallback: 'text',
});

export const HOSTED_STAGE = stage('hosted_images', {
  host: 'text',
  hash: 'text',
  title: 'text',
  url: 'text',
  delete_hash_sealed: 'text',
});

const silent: Note = () => undefined;

/** Rows come by id: the first of several with one key is kept (migration notes 2, fix 9). */
function firstOnly(issue: (kind: string, example: { readonly id: number | null }) => void) {
  const seen = new Set<string>();
  return (id: number | null, key: string): boolean => {
    if (seen.has(key)) {
      issue('duplicate_key', { id });
      return false;
    }
    seen.add(key);
    return true;
  };
}

const lookupLoad = (service: 'tvmaze' | 'themoviedb' | 'musicbrainz'): Load => ({
  table: `${service}_lookup`,
  stages: [LOOKUP_STAGE],
  begin({ emit, issue }) {
    const isFirst = firstOnly(issue);
    return {
      row(row) {
        const id = integer(row.id, silent);
        const ratingKey = text(row.rating_key);
        if (ratingKey === null) return issue('item_without_key', { id });
        if (!isFirst(id, ratingKey)) return undefined;
        emit(LOOKUP_STAGE.name, [
          service,
          ratingKey,
          text(row[`${service}_id`]),
          integer(row.thetvdb_id, silent),
          text(row.imdb_id),
          text(row[`${service}_url`]),
          text(row[`${service}_type`]),
          jsonOrNull(json(row[`${service}_json`], (kind) => issue(kind, { id }))),
        ]);
        return undefined;
      },
    };
  },
});

/** `image_hash_lookup`: published addresses of images; those of the internet were never valid (fix 8). */
const imageHashesLoad: Load = {
  table: 'image_hash_lookup',
  stages: [IMAGE_STAGE],
  begin({ emit, issue }) {
    const isFirst = firstOnly(issue);
    return {
      row(row) {
        const id = integer(row.id, silent);
        const hash = text(row.img_hash);
        const path = rawText(row.img) ?? '';
        if (hash === null) return issue('item_without_key', { id });
        if (path.startsWith('http')) return issue('image_of_the_internet', { id });
        if (!isFirst(id, hash)) return undefined;
        emit(IMAGE_STAGE.name, [
          hash,
          path,
          text(row.rating_key),
          integer(row.width, silent),
          integer(row.height, silent),
          integer(row.opacity, silent),
          text(row.background),
          integer(row.blur, silent),
          text(row.fallback),
        ]);
        return undefined;
      },
    };
  },
};

const hostedLoad = (host: 'imgur' | 'cloudinary'): Load => ({
  table: `${host}_lookup`,
  stages: [HOSTED_STAGE],
  begin({ emit, issue, seal }) {
    const isFirst = firstOnly(issue);
    return {
      row(row) {
        const id = integer(row.id, silent);
        const hash = text(row.img_hash);
        const url = text(row[`${host}_url`]);
        if (hash === null || url === null) return issue('item_without_key', { id });
        if (!isFirst(id, hash)) return undefined;
        emit(HOSTED_STAGE.name, [host, hash, text(row[`${host}_title`]), url, sealed(row.delete_hash, seal)]);
        return undefined;
      },
    };
  },
});

const sealed = (value: RawRow[string] | undefined, seal: (secret: string) => string): string | null => {
  const secret = text(value);
  return secret === null ? null : seal(secret);
};

/** Caches of what other services said, and where images were published. */
export const IMAGE_LOADS: readonly Load[] = [
  lookupLoad('tvmaze'),
  lookupLoad('themoviedb'),
  lookupLoad('musicbrainz'),
  imageHashesLoad,
  hostedLoad('imgur'),
  hostedLoad('cloudinary'),
];
