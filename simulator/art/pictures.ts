import { hashText } from '../random.ts';
import { rootOf, tagsOf } from '../world/library.ts';
import type { Item, Programme } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { type Canvas, makeCanvas } from './canvas.ts';
import { avatar, icon, portrait, station } from './emblem.ts';
import { cover, poster, type Subject, wide } from './poster.ts';
import { SCENE_NAMES } from './scenes/scenes.ts';

/** Draws whatever a path or an address stands for, at some size. */
export type Draw = (source: string, width: number, height: number) => Canvas;

const someScene = (name: string): string | undefined => SCENE_NAMES[hashText(name) % SCENE_NAMES.length];

const genresOf = (item: Item): string[] => {
  const own = tagsOf(item, 'genre');
  return (own.length > 0 ? own : tagsOf(rootOf(item), 'genre')).map(({ tag }) => tag);
};

/** The name that decides the look: seasons and backdrops look like their show, episodes nearly so. */
function subjectOf(item: Item, note: string, title = item.title): Subject {
  const root = rootOf(item);
  const look = item.kind === 'season' ? root.key : item.key;
  return {
    name: look,
    title,
    note,
    genres: genresOf(item),
    scene: item.picture ?? root.picture ?? someScene(root.key),
  };
}

const isWide = (width: number, height: number): boolean => width > height * 1.15;

/** An episode's still: the palette of its show, another moment of it. */
function still(item: Item, width: number, height: number): Canvas {
  const root = rootOf(item);
  const near = item.index !== undefined && item.index % 4 === 0 ? someScene(item.key) : undefined;
  const subject = subjectOf(item, '');
  return wide({ ...subject, name: `${item.key} still`, scene: near ?? root.picture ?? subject.scene }, width, height);
}

/** Up to four pictures of members, side by side. */
function mosaic(members: readonly Item[], width: number, height: number): Canvas {
  const canvas = makeCanvas(width, height);
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const four = Array.from({ length: 4 }, (_, i) => members[i % members.length]);
  for (const [i, member] of four.entries()) {
    if (member !== undefined) canvas.draw(drawItem(member, 'thumb', w, h), (i % 2) * w, Math.floor(i / 2) * h);
  }
  return canvas;
}

function drawItem(item: Item, aspect: string, width: number, height: number): Canvas {
  if (item.members.length > 0 && aspect !== 'art') return mosaic(item.members, width, height);
  if (aspect === 'art' || aspect === 'banner')
    return wide({ ...subjectOf(rootOf(item), ''), name: `${rootOf(item).key} art` }, width, height);
  switch (item.kind) {
    case 'episode':
    case 'clip':
      return isWide(width, height)
        ? still(item, width, height)
        : drawItem(rootOf(item.extraOf ?? item), 'thumb', width, height);
    case 'season':
      return poster(subjectOf(item, item.title, rootOf(item).title), width, height);
    case 'track':
      return drawItem(item.parent ?? rootOf(item), 'thumb', width, height);
    case 'album':
      return cover(subjectOf(item, item.parent?.title ?? ''), width, height);
    case 'artist':
      return cover(subjectOf(item, genresOf(item)[0] ?? ''), width, height);
    case 'photo':
    case 'photo_album':
      return wide(subjectOf(item, ''), width, height);
    default:
      return poster(subjectOf(item, String(item.year ?? '')), width, height);
  }
}

function drawProgramme(programme: Programme, width: number, height: number): Canvas {
  const subject: Subject = {
    name: programme.guid,
    title: programme.show?.title ?? programme.title,
    note: programme.show === undefined ? String(programme.year) : programme.title,
    genres: programme.kind === 'movie' ? ['Drama'] : ['Documentary'],
    scene: someScene(programme.show?.guid ?? programme.guid),
  };
  return isWide(width, height) ? wide(subject, width, height) : poster(subject, width, height);
}

interface Rule {
  readonly pattern: RegExp;
  readonly draw: (world: World, parts: readonly string[], width: number, height: number) => Canvas | null;
}

const itemByKey = (world: World, key: string | undefined): Item | undefined => world.library.byRatingKey(Number(key));

function ofItem(
  world: World,
  [key, aspect = 'thumb']: readonly string[],
  width: number,
  height: number,
): Canvas | null {
  const item = itemByKey(world, key);
  return item === undefined ? null : drawItem(item, aspect, width, height);
}

function ofSection(world: World, [id]: readonly string[], width: number, height: number): Canvas | null {
  const section = world.library.section(Number(id));
  return section === undefined ? null : mosaic(section.items, width, height);
}

function ofPart(world: World, [id]: readonly string[], width: number, height: number): Canvas | null {
  const owner = [...world.library.items()].find((item) =>
    item.media.some(({ parts }) => parts.some(({ attrs }) => String(attrs.id) === id)),
  );
  return owner === undefined ? null : still(owner, width, height);
}

function ofGuide(world: World, [tail]: readonly string[], width: number, height: number): Canvas | null {
  const programme = world.channels
    .flatMap(({ programmes }) => programmes)
    .find(({ guid, show }) => guid.endsWith(tail ?? '-') || show?.guid.endsWith(tail ?? '-'));
  return programme === undefined ? null : drawProgramme(programme, width, height);
}

function ofPerson(world: World, [uuid]: readonly string[], width: number, height: number): Canvas | null {
  const person = world.people.find((one) => one.uuid === uuid);
  return avatar(person === undefined ? (uuid ?? '') : person.title || person.username, width, height);
}

/** From the most particular to the most general. */
const RULES: readonly Rule[] = [
  { pattern: /\/library\/(?:metadata|collections)\/(\d+)(?:\/(\w+))?/, draw: ofItem },
  { pattern: /\/playlists\/(\d+)(?:\/(\w+))?/, draw: ofItem },
  { pattern: /\/library\/sections\/(\d+)\/composite/, draw: ofSection },
  { pattern: /\/library\/parts\/(\d+)/, draw: ofPart },
  { pattern: /\/users\/(\w+)\/avatar/, draw: ofPerson },
  {
    pattern: /\/epg\/channel\/([\w-]+)/,
    draw: (_world, [name = ''], w, h) => station(name.replaceAll('-', ' '), w, h),
  },
  { pattern: /\/epg\/(?:show\/)?(\w{8})/, draw: ofGuide },
  { pattern: /\/people\/([\w-]+)/, draw: (_world, [name = ''], w, h) => portrait(name, w, h) },
  { pattern: /\/:\/resources\/(\w+)\.png/, draw: (_world, [kind = ''], w, h) => icon(kind, w, h) },
];

const unknown = (source: string, width: number, height: number): Canvas =>
  wide({ name: source, title: '', note: '', genres: [], scene: someScene(source) }, width, height);

/** Draws the pictures of a world; what it does not know gets a picture of its own. */
export const makeDraw =
  (world: World): Draw =>
  (source, width, height) => {
    for (const { pattern, draw } of RULES) {
      const found = pattern.exec(source);
      const canvas = found === null ? null : draw(world, found.slice(1), width, height);
      if (canvas !== null) return canvas;
    }
    return unknown(source, width, height);
  };
