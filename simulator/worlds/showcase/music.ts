import { makeItem } from '../../world/library.ts';
import type { Item, Section } from '../../world/types.ts';
import { asTags, type Build, dateIn, slugify, sortTitle } from './build.ts';
import { cells, list, readTable } from './tables.ts';

interface AlbumRow {
  readonly title: string;
  readonly year: number;
  readonly codec: string;
  readonly tracks: readonly string[];
}

const LABELS = ['Slipway Records', 'Ninth Reel Music', 'Understory', 'Kitchen Table'];

function addArtist(build: Build, section: Section, text: string): Item {
  const [name = '', genre = '', summary = ''] = cells(text.slice(1), 3);
  const artist = makeItem({
    kind: 'artist',
    ratingKey: build.nextKey(),
    key: `artist/${slugify(name)}`,
    section,
    title: name,
    titleSort: sortTitle(name),
    index: 1,
    guid: `plex://artist/${build.plexId(name)}`,
    summary,
    addedAt: build.addedAt(build.random.int(740, 1200)),
    hasArt: true,
    picture: 'circles',
    tags: { genre: asTags([genre]) },
  });
  build.library.attach(artist);
  return artist;
}

function trackItem(build: Build, album: Item, row: AlbumRow, title: string, index: number): Item {
  const duration = build.random.int(132, 348) * 1000;
  const { title: artist = '' } = album.parent ?? {};
  return makeItem({
    kind: 'track',
    ratingKey: build.nextKey(),
    key: `${album.key}/${index}`,
    section: album.section,
    parent: album,
    title,
    index,
    discNumber: 1,
    duration,
    guid: `plex://track/${build.plexId(`${album.key} ${index}`)}`,
    ratingCount: build.random.int(100, 40_000),
    summary: '',
    addedAt: album.addedAt,
    musicAnalysisVersion: 1,
    media: [
      build.media.audio(row.codec, {
        durationMs: duration,
        folder: `${album.section?.folder}/${artist}/${album.title}`,
        file: `${String(index).padStart(2, '0')} ${title.replace(/[:/]/g, '')}`,
        lyrics: index % 3 === 1,
      }),
    ],
  });
}

function addAlbum(build: Build, artist: Item, text: string): void {
  const [title = '', year, codec = '', tracks = ''] = cells(text, 4);
  const row: AlbumRow = { title, year: Number(year), codec, tracks: list(tracks, ';') };
  const album = makeItem({
    kind: 'album',
    ratingKey: build.nextKey(),
    key: `${artist.key}/${slugify(title)}`,
    section: artist.section,
    parent: artist,
    title,
    titleSort: sortTitle(title),
    index: (artist.children?.length ?? 0) + 1,
    year: row.year,
    guid: `plex://album/${build.plexId(`${artist.title} ${title}`)}`,
    studio: build.random.pick(LABELS),
    summary: '',
    originallyAvailableAt: dateIn(build.random, row.year),
    addedAt: build.addedAt(build.random.chance(0.6) ? build.random.int(735, 1100) : build.random.int(4, 700)),
    loudnessAnalysisVersion: 2,
    hasArt: true,
    picture: 'cover',
    tags: { genre: artist.tags.genre ?? [] },
  });
  build.library.attach(album);
  for (const [i, track] of row.tracks.entries()) build.library.attach(trackItem(build, album, row, track, i + 1));
}

/** Fills the music library. */
export function addMusic(build: Build, section: Section): void {
  let artist: Item | null = null;
  for (const { text } of readTable('music.txt')) {
    if (text.startsWith('@')) artist = addArtist(build, section, text);
    else if (artist !== null) addAlbum(build, artist, text);
  }
}
