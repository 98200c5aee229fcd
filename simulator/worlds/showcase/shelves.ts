import { hashText, hex } from '../../random.ts';
import { leavesOf, makeItem, tagsOf } from '../../world/library.ts';
import type { Item, Section } from '../../world/types.ts';
import { type Build, slugify } from './build.ts';
import { FILM_COLLECTIONS } from './collection-rules.ts';

const PHOTO_ALBUMS: readonly (readonly [title: string, photos: number, picture: string])[] = [
  ['Lofoten in June', 9, 'mountains'],
  ['The Allotment', 7, 'fields'],
  ['Ferry to Gdańsk', 8, 'sea'],
  ['First Snow', 6, 'snow'],
];

const localGuid = (name: string): string => `com.plexapp.agents.none://${hex(hashText(name), 32)}?lang=xn`;

/** Fills the photo library. */
export function addPhotos(build: Build, section: Section): void {
  for (const [title, count, picture] of PHOTO_ALBUMS) {
    const addedAt = build.addedAt(build.random.int(20, 700));
    const album = makeItem({
      kind: 'photo_album',
      ratingKey: build.nextKey(),
      key: `photos/${slugify(title)}`,
      section,
      title,
      index: 1,
      guid: localGuid(title),
      summary: '',
      addedAt,
      picture,
    });
    build.library.attach(album);
    for (let n = 1; n <= count; n += 1) {
      const file = `IMG_${4000 + n * 7}`;
      const size = n % 3 === 0 ? { width: 4000, height: 6000 } : { width: 6000, height: 4000 };
      build.library.attach(
        makeItem({
          kind: 'photo',
          ratingKey: build.nextKey(),
          key: `${album.key}/${n}`,
          section,
          parent: album,
          title: file,
          index: n,
          year: 2023,
          originallyAvailableAt: `2023-06-${String(n + 4).padStart(2, '0')}`,
          guid: localGuid(`${title} ${n}`),
          summary: '',
          addedAt,
          picture,
          media: [build.media.photo({ folder: `${section.folder}/${title}`, file, ...size })],
        }),
      );
    }
  }
}

function addCollection(build: Build, section: Section, title: string, summary: string, members: Item[]): void {
  const [first] = members;
  if (first === undefined) return;
  const years = members.map(({ year }) => year ?? 0);
  build.library.attach(
    makeItem({
      kind: 'collection',
      ratingKey: build.nextKey(),
      key: `collection/${slugify(title)}`,
      section,
      title,
      summary,
      subtype: first.kind,
      members,
      index: 25 + section.collections.length,
      guid: `collection://${hex(hashText(title), 8)}-5b1f-4a6d-8c3e-${hex(hashText(title) * 3, 12)}`,
      contentRating: first.contentRating,
      minYear: Math.min(...years),
      maxYear: Math.max(...years),
      collectionMode: 0,
      collectionSort: 0,
      addedAt: build.addedAt(build.random.int(30, 500)),
      hasArt: true,
      picture: first.picture,
    }),
  );
}

const inCollection = (items: readonly Item[], title: string): Item[] =>
  items.filter((item) => tagsOf(item, 'collection').some(({ tag }) => tag === title));

function addPlaylist(build: Build, title: string, playlistType: string, members: Item[], ownerId?: number): void {
  build.library.attach(
    makeItem({
      kind: 'playlist',
      ratingKey: build.nextKey(),
      key: `playlist/${slugify(title)}`,
      title,
      playlistType,
      members,
      ownerId,
      smart: false,
      summary: '',
      guid: localGuid(`playlist ${title}`),
      addedAt: build.addedAt(build.random.int(5, 400)),
      thumb: null,
    }),
  );
}

export interface Libraries {
  readonly films: Section;
  readonly family: Section;
  readonly series: Section;
  readonly music: Section;
  readonly photos: Section;
}

/** Collections and playlists over what is already there. */
export function addShelves(build: Build, { films, series, music, photos, family }: Libraries): void {
  const { random } = build;
  for (const { title, summary } of FILM_COLLECTIONS) {
    addCollection(build, films, title, summary, inCollection(films.items, title));
  }
  const nordic = inCollection(series.items, 'Kanal Nord Originals');
  addCollection(build, series, 'Kanal Nord Originals', 'Long winters, long takes.', nordic);
  const tracks = music.items.flatMap(leavesOf);
  addPlaylist(build, 'Kitchen Radio', 'audio', random.sample(tracks, 18));
  addPlaylist(build, 'Slow Sunday', 'audio', random.sample(tracks, 12));
  addPlaylist(build, 'Rainy Day Films', 'video', random.sample(films.items, 8));
  addPlaylist(build, 'For Tilda', 'video', random.sample(family.items, 6));
  addPlaylist(build, 'Fridge Door', 'photo', photos.items.flatMap(leavesOf).slice(0, 5));
}
