/** Ids and addresses of an item elsewhere, from its guids (derived-fields notes 15). */
import type { ItemFacts } from './facts.ts';

export interface ExternalIds {
  readonly plexId: string | null;
  readonly imdbId: string | null;
  readonly imdbUrl: string | null;
  readonly thetvdbId: string | null;
  readonly thetvdbUrl: string | null;
  readonly themoviedbId: string | null;
  readonly themoviedbUrl: string | null;
  readonly musicbrainzId: string | null;
  readonly musicbrainzUrl: string | null;
  readonly anidbId: string | null;
  readonly anidbUrl: string | null;
  readonly lastfmId: string | null;
  readonly lastfmUrl: string | null;
  readonly traktUrl: string | null;
  readonly simklUrl: string | null;
  readonly plexWatchUrl: string | null;
  readonly isPreroll: boolean;
}

export type IdentifiedItem = Pick<
  ItemFacts,
  | 'mediaType'
  | 'guid'
  | 'externalIds'
  | 'parentExternalIds'
  | 'grandparentExternalIds'
  | 'slug'
  | 'parentSlug'
  | 'grandparentSlug'
>;

type Found = Partial<ExternalIds>;

const SIMKL = 'https://api.simkl.com/redirect?to=Simkl';
const TRAKT = 'https://trakt.tv/search';
const SERIES: ReadonlySet<string> = new Set(['show', 'season', 'episode']);
const MUSICBRAINZ: Readonly<Record<string, string>> = { artist: 'artist', album: 'release' };

/** Guids elsewhere: an episode is found under its show, a season too. */
function guidsOf(item: IdentifiedItem): readonly string[] {
  if (item.mediaType === 'episode') return item.grandparentExternalIds;
  return item.mediaType === 'season' ? item.parentExternalIds : item.externalIds;
}

/** The id of the last guid of this kind. */
const idOf = (guids: readonly string[], kind: string): string | null =>
  guids.findLast((guid) => guid.startsWith(`${kind}://`))?.slice(kind.length + 3) || null;

/** What stands behind the scheme in an agent's guid, up to its query; null when it is another agent's. */
function behind(guid: string, scheme: string): string | null {
  const rest = guid.split(`${scheme}://`)[1];
  return rest === undefined ? null : (rest.split('?')[0] ?? '');
}

const firstPart = (path: string | null): string | null => (path === null ? null : (path.split('/')[0] ?? ''));

const imdb = (id: string | null): Found =>
  id === null
    ? {}
    : {
        imdbId: id,
        imdbUrl: `https://www.imdb.com/title/${id}`,
        traktUrl: `${TRAKT}/imdb/${id}`,
        simklUrl: `${SIMKL}&imdb=${id}`,
      };

const thetvdb = (id: string | null, kind: 'movie' | 'series'): Found =>
  id === null
    ? {}
    : {
        thetvdbId: id,
        thetvdbUrl: `https://thetvdb.com/dereferrer/${kind}/${id}`,
        traktUrl: `${TRAKT}/tvdb/${id}?id_type=show`,
        simklUrl: `${SIMKL}&tvdb=${id}`,
      };

function themoviedb(id: string | null, isMovie: boolean): Found {
  if (id === null) return {};
  return isMovie
    ? {
        themoviedbId: id,
        themoviedbUrl: `https://www.themoviedb.org/movie/${id}`,
        traktUrl: `${TRAKT}/tmdb/${id}?id_type=movie`,
        simklUrl: `${SIMKL}&tmdb=${id}`,
      }
    : {
        themoviedbId: id,
        themoviedbUrl: `https://www.themoviedb.org/tv/${id}`,
        traktUrl: `${TRAKT}/tmdb/${id}?id_type=show`,
        simklUrl: `${SIMKL}&tmdb=${id}&type=show`,
      };
}

function lastfm(path: string | null): Found {
  if (path === null) return {};
  const id = path.split('/').slice(0, 2).join('/');
  return { lastfmId: id, lastfmUrl: `https://www.last.fm/music/${id}` };
}

const musicbrainz = (id: string | null, mediaType: string): Found =>
  id === null
    ? {}
    : { musicbrainzId: id, musicbrainzUrl: `https://musicbrainz.org/${MUSICBRAINZ[mediaType] ?? 'track'}/${id}` };

function anidb(path: string | null): Found {
  const id = firstPart(path)?.split('-').slice(1).join('-') || null;
  return id === null
    ? {}
    : { anidbId: id, anidbUrl: `https://anidb.net/anime/${id}`, simklUrl: `${SIMKL}&anidb=${id}` };
}

/** Addresses of Plex's own pages: a season and an episode have that of their show. */
function watchUrl({ mediaType, slug, parentSlug, grandparentSlug }: IdentifiedItem): string | null {
  const base = 'https://watch.plex.tv';
  switch (mediaType) {
    case 'movie':
      return `${base}/movie/${slug ?? ''}`;
    case 'show':
      return `${base}/show/${slug ?? ''}`;
    case 'season':
      return `${base}/show/${parentSlug ?? ''}`;
    case 'episode':
      return `${base}/show/${grandparentSlug ?? ''}`;
    default:
      return null;
  }
}

const NONE: ExternalIds = {
  plexId: null,
  imdbId: null,
  imdbUrl: null,
  thetvdbId: null,
  thetvdbUrl: null,
  themoviedbId: null,
  themoviedbUrl: null,
  musicbrainzId: null,
  musicbrainzUrl: null,
  anidbId: null,
  anidbUrl: null,
  lastfmId: null,
  lastfmUrl: null,
  traktUrl: null,
  simklUrl: null,
  plexWatchUrl: null,
  isPreroll: false,
};

/** Where several databases know an item, the later rows decide about the addresses they share. */
export function externalIds(item: IdentifiedItem): ExternalIds {
  const guid = item.guid ?? '';
  const guids = guidsOf(item);
  const isMovie = item.mediaType === 'movie';
  const tvdb = idOf(guids, 'tvdb') ?? firstPart(behind(guid, 'thetvdb'));
  const tmdbId = idOf(guids, 'tmdb');
  const tmdb = isMovie ? behind(guid, 'themoviedb') : firstPart(behind(guid, 'themoviedb'));
  return {
    ...NONE,
    plexId: guid.startsWith('plex://') ? (guid.split('/')[3] ?? null) : null,
    ...imdb(idOf(guids, 'imdb') ?? behind(guid, 'imdb')),
    ...(tvdb === null
      ? thetvdb(firstPart(behind(guid, 'thetvdbdvdorder')), 'series')
      : thetvdb(tvdb, isMovie ? 'movie' : 'series')),
    ...(isMovie || SERIES.has(item.mediaType) ? themoviedb(tmdbId ?? tmdb, isMovie) : {}),
    ...lastfm(behind(guid, 'lastfm')),
    ...musicbrainz(idOf(guids, 'mbid') ?? behind(guid, 'mbid'), item.mediaType),
    ...anidb(behind(guid, 'hama')),
    plexWatchUrl: watchUrl(item),
    isPreroll: guid.includes('prerolls://'),
  };
}
