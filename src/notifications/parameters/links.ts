/** Numbers of an item in catalogues, and its addresses there (notification notes 4.3). */
import { listOf, type RawRecord, textOf } from './raw-record.ts';

type Texts = Readonly<Record<string, string>>;

/** Where a catalogue is in lists of external ids. */
const SCHEMES: Readonly<Record<string, string>> = {
  imdb: 'imdb_id',
  tmdb: 'themoviedb_id',
  tvdb: 'thetvdb_id',
  mbid: 'musicbrainz_id',
};

/** Episodes are known by the numbers of their show, seasons by those of theirs. */
const LISTS: Readonly<Record<string, string>> = { episode: 'grandparent_guids', season: 'parent_guids' };

interface Known {
  readonly guid: string;
  readonly mediaType: string;
  readonly ids: Texts;
}

/** All of them, the later ones in the place of the earlier ones. */
export function linkParameters(record: RawRecord): Texts {
  const mediaType = textOf(record, 'media_type');
  const known: Known = { guid: textOf(record, 'guid'), mediaType, ids: listedIds(record, mediaType) };
  return {
    ...known.ids,
    ...plex(known),
    ...imdb(known),
    ...thetvdb(known),
    ...themoviedb(known),
    ...lastfm(known),
    ...musicbrainz(known),
    ...anidb(known),
  };
}

function listedIds(record: RawRecord, mediaType: string): Texts {
  const list = listOf(record, LISTS[mediaType] ?? 'guids');
  const found = list.flatMap((entry): [string, string][] => {
    const [scheme = '', id = ''] = entry.split('://');
    const name = SCHEMES[scheme];
    return name === undefined ? [] : [[name, id]];
  });
  return Object.fromEntries(found);
}

/** What stands behind a scheme in the guid, up to the language; null when it has not that scheme. */
function behind(guid: string, scheme: string): string | null {
  const [, rest] = guid.split(`${scheme}://`);
  return rest === undefined ? null : (rest.split('?')[0] ?? '');
}

const firstPart = (path: string): string => path.split('/')[0] ?? '';

function plex({ guid }: Known): Texts {
  const id = behind(guid, 'plex')?.split('/')[1];
  return id === undefined ? {} : { plex_id: id };
}

function imdb({ guid, ids }: Known): Texts {
  const id = ids.imdb_id || behind(guid, 'imdb');
  if (!id) return {};
  return {
    imdb_id: id,
    imdb_url: `https://www.imdb.com/title/${id}`,
    trakt_url: `https://trakt.tv/search/imdb/${id}`,
    simkl_url: simkl(`imdb=${id}`),
  };
}

function thetvdb({ guid, mediaType, ids }: Known): Texts {
  const agent = behind(guid, 'thetvdb');
  const dvd = behind(guid, 'thetvdbdvdorder');
  const id = ids.thetvdb_id || firstPart(agent ?? dvd ?? '');
  if (id === '') return {};
  const isMovie = mediaType === 'movie' && (agent !== null || Boolean(ids.thetvdb_id));
  return {
    thetvdb_id: id,
    thetvdb_url: `https://thetvdb.com/dereferrer/${isMovie ? 'movie' : 'series'}/${id}`,
    trakt_url: `https://trakt.tv/search/tvdb/${id}?id_type=show`,
    simkl_url: simkl(`tvdb=${id}`),
  };
}

const OF_SHOWS: ReadonlySet<string> = new Set(['show', 'season', 'episode']);

function themoviedb({ guid, mediaType, ids }: Known): Texts {
  const id = ids.themoviedb_id || firstPart(behind(guid, 'themoviedb') ?? '');
  if (id === '') return {};
  if (mediaType === 'movie')
    return {
      themoviedb_id: id,
      themoviedb_url: `https://www.themoviedb.org/movie/${id}`,
      trakt_url: `https://trakt.tv/search/tmdb/${id}?id_type=movie`,
      simkl_url: simkl(`tmdb=${id}`),
    };
  if (!OF_SHOWS.has(mediaType)) return { themoviedb_id: id };
  return {
    themoviedb_id: id,
    themoviedb_url: `https://www.themoviedb.org/tv/${id}`,
    trakt_url: `https://trakt.tv/search/tmdb/${id}?id_type=show`,
    simkl_url: simkl(`tmdb=${id}&type=show`),
  };
}

function lastfm({ guid }: Known): Texts {
  const id = behind(guid, 'lastfm')?.split('/').slice(0, 2).join('/');
  return id === undefined ? {} : { lastfm_id: id, lastfm_url: `https://www.last.fm/music/${id}` };
}

const MUSICBRAINZ_KINDS: Readonly<Record<string, string>> = { artist: 'artist', album: 'release' };

function musicbrainz({ guid, mediaType, ids }: Known): Texts {
  const id = ids.musicbrainz_id || firstPart(behind(guid, 'mbid') ?? '');
  if (id === '') return {};
  const kind = MUSICBRAINZ_KINDS[mediaType] ?? 'track';
  return { musicbrainz_id: id, musicbrainz_url: `https://musicbrainz.org/${kind}/${id}` };
}

/** Any source that the agent names counts; one without a number is left out. */
function anidb({ guid }: Known): Texts {
  const [, id] = /^[^-]*-(.*)$/.exec(firstPart(behind(guid, 'hama') ?? '')) ?? [];
  if (id === undefined) return {};
  return { anidb_id: id, anidb_url: `https://anidb.net/anime/${id}`, simkl_url: simkl(`anidb=${id}`) };
}

const simkl = (query: string): string => `https://api.simkl.com/redirect?to=Simkl&${query}`;
