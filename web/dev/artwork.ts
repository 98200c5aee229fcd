import { IMAGE_SIZES, type ImageSize } from '#contract/common.ts';
import type { Canvas } from '#simulator/art/canvas.ts';
import { avatar } from '#simulator/art/emblem.ts';
import { encodeJpeg } from '#simulator/art/jpeg.ts';
import { cover, poster, type Subject, wide } from '#simulator/art/poster.ts';
import { hash, pick, seeded } from './random.ts';

const GENRES = ['Drama', 'Thriller', 'Comedy', 'Science Fiction', 'Documentary', 'Fantasy', 'Horror', 'Romance'];
const drawn = new Map<string, Uint8Array>();

const subject = (title: string): Subject => ({
  name: title,
  title,
  note: '',
  genres: [pick(seeded(hash(title)), GENRES)],
  scene: undefined,
});

function draw(kind: string, title: string, width: number, height: number): Canvas {
  if (kind === 'avatar') return avatar(title, width, height);
  if (kind === 'backdrop') return wide(subject(title), width, height);
  return kind === 'square' ? cover(subject(title), width, height) : poster(subject(title), width, height);
}

const sizeNamed = (name: string | null): ImageSize =>
  (Object.keys(IMAGE_SIZES) as ImageSize[]).find((known) => known === name) ?? 'poster';

/** The picture of a title as a JPEG in one of the proxy's sizes; drawn once. */
export function artwork(kind: string, title: string, size: string | null): Uint8Array {
  const { width, height } = IMAGE_SIZES[sizeNamed(size)];
  const key = `${kind} ${title} ${width}`;
  const picture = drawn.get(key) ?? encodeJpeg(draw(kind, title, width, height));
  drawn.set(key, picture);
  return picture;
}
