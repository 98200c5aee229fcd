import { expect, test } from 'vitest';
import { linkParameters } from './links.ts';

test.each([
  [
    'a show by the numbers of its agent',
    { media_type: 'show', guid: 'com.plexapp.agents.themoviedb://1399?lang=en' },
    {
      themoviedb_id: '1399',
      themoviedb_url: 'https://www.themoviedb.org/tv/1399',
      trakt_url: 'https://trakt.tv/search/tmdb/1399?id_type=show',
      simkl_url: 'https://api.simkl.com/redirect?to=Simkl&tmdb=1399&type=show',
    },
  ],
  [
    'a film in the order of its disc',
    { media_type: 'movie', guid: 'com.plexapp.agents.thetvdbdvdorder://78/1/2?lang=en' },
    {
      thetvdb_id: '78',
      thetvdb_url: 'https://thetvdb.com/dereferrer/series/78',
      trakt_url: 'https://trakt.tv/search/tvdb/78?id_type=show',
      simkl_url: 'https://api.simkl.com/redirect?to=Simkl&tvdb=78',
    },
  ],
  [
    'an album',
    { media_type: 'album', guid: 'plex://album/5d', guids: ['mbid://aa-bb'] },
    { plex_id: '5d', musicbrainz_id: 'aa-bb', musicbrainz_url: 'https://musicbrainz.org/release/aa-bb' },
  ],
  [
    'an artist by the numbers of its agent',
    { media_type: 'artist', guid: 'mbid://cc-dd?lang=en', guids: [] },
    { musicbrainz_id: 'cc-dd', musicbrainz_url: 'https://musicbrainz.org/artist/cc-dd' },
  ],
  [
    'an album of a music agent',
    { media_type: 'album', guid: 'com.plexapp.agents.lastfm://Miles%20Davis/Kind%20of%20Blue/1?lang=en' },
    {
      lastfm_id: 'Miles%20Davis/Kind%20of%20Blue',
      lastfm_url: 'https://www.last.fm/music/Miles%20Davis/Kind%20of%20Blue',
    },
  ],
  ['an agent without a number', { media_type: 'show', guid: 'com.plexapp.agents.hama://tvdb' }, {}],
  ['a season known by its show', { media_type: 'season', guid: 'x', guids: ['imdb://tt1'], parent_guids: [] }, {}],
  ['a guid without anything behind', { media_type: 'movie', guid: 'plex://' }, {}],
  ['nothing', {}, {}],
])('%s', (_, record, expected) => {
  expect(linkParameters(record)).toEqual(expected);
});
