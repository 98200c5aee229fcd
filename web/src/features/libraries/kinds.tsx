import { Clapperboard, Film, Images, type LucideIcon, Music, Radio } from 'lucide-react';
import type { LibraryRow } from '#contract/libraries.ts';
import { number } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';

export type LibraryType = LibraryRow['type'];

export const TYPE_ICONS: Record<LibraryType, LucideIcon> = {
  movie: Film,
  show: Clapperboard,
  artist: Music,
  photo: Images,
  live: Radio,
};

/** Which colour a kind has everywhere. */
const TYPE_TONES: Record<LibraryType, string> = {
  movie: 'text-series-1',
  show: 'text-series-2',
  artist: 'text-series-3',
  photo: 'text-text-2',
  live: 'text-series-4',
};

/** The kind of a library in a square. */
export function TypeMark({ type, className = 'size-8' }: { readonly type: LibraryType; readonly className?: string }) {
  const Icon = TYPE_ICONS[type];
  return (
    <span
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-control bg-raised outline-1 -outline-offset-1 outline-text/10',
        TYPE_TONES[type],
        className,
      )}
    >
      <Icon size="55%" strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}

/** Films; shows, seasons and episodes; artists, albums and tracks: in the order of the counts. */
const COUNTS: Record<LibraryType, readonly MessageId[]> = {
  movie: ['library.movie.items'],
  show: ['library.show.items', 'library.show.parents', 'library.show.children'],
  artist: ['library.artist.items', 'library.artist.parents', 'library.artist.children'],
  photo: ['library.photo.items', 'library.photo.parents', 'library.photo.children'],
  live: [],
};

type Counted = Pick<LibraryRow, 'type' | 'items' | 'parents' | 'children'>;

/** One of the counts in words; null while nobody counted, or where there is none. */
export function countWords({ type, items, parents, children }: Counted, level: 0 | 1 | 2): string | null {
  const n = [items, parents, children][level] ?? null;
  const word = COUNTS[type][level];
  return n === null || word === undefined ? null : t(word, { n, count: number(n) });
}

/** `120 shows · 800 seasons · 12,000 episodes`, of what was counted. */
export const contents = (library: Counted): string =>
  ([0, 1, 2] as const)
    .map((level) => countWords(library, level))
    .filter((part) => part !== null)
    .join(t('separator'));

export const TYPE_NAMES: Record<LibraryType, MessageId> = {
  movie: 'libraries.type.movie',
  show: 'libraries.type.show',
  artist: 'libraries.type.artist',
  photo: 'libraries.type.photo',
  live: 'libraries.type.live',
};

/** What the things of a library have inside; null where they have none. */
export const hasParts = (type: LibraryType): boolean => type === 'show' || type === 'artist' || type === 'photo';
