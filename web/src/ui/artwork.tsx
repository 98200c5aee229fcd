import { Disc3, Film, Image, type LucideIcon, Radio, Tv } from 'lucide-react';
import { useState } from 'react';
import type { ImageSize } from '#contract/common.ts';
import type { MediaType } from '#contract/enums.ts';
import type { ItemView } from '#contract/media.ts';
import { imageAddress } from '../lib/image.ts';
import { cx } from './cx.ts';

const SQUARE: ReadonlySet<MediaType> = new Set(['track', 'album', 'artist', 'photo', 'photo_album']);

/** Whether this item's picture is square (music, photos) rather than a poster. */
export const isSquare = (item: ItemView): boolean => SQUARE.has(item.mediaType);

/** Which of the proxied sizes fits: posters are two to three, covers square. */
export function artworkSize(item: ItemView, size: 'small' | 'medium'): ImageSize {
  if (isSquare(item)) return size === 'small' ? 'square-sm' : 'square';
  return size === 'small' ? 'poster-sm' : 'poster';
}

function iconFor(item: ItemView): LucideIcon {
  if (item.isLive) return Radio;
  if (item.mediaType === 'photo' || item.mediaType === 'photo_album') return Image;
  if (isSquare(item)) return Disc3;
  return item.mediaType === 'movie' || item.mediaType === 'clip' ? Film : Tv;
}

interface Props {
  readonly item: ItemView;
  readonly size: 'small' | 'medium';
  /** Classes that set width and height. */
  readonly className: string;
}

/** The poster or cover of an item; a quiet icon of its kind when there is none or it cannot be loaded. */
export function Artwork({ item, size, className }: Props) {
  const [failed, setFailed] = useState<string | null>(null);
  const frame = 'shrink-0 rounded-control bg-raised outline-1 -outline-offset-1 outline-text/10 overflow-hidden';
  if (item.poster === null || failed === item.poster) {
    const Icon = iconFor(item);
    return (
      <span className={cx(frame, 'inline-flex items-center justify-center text-text-3', className)}>
        <Icon size="35%" strokeWidth={1.5} aria-hidden="true" />
      </span>
    );
  }
  return (
    <img
      src={imageAddress(item.poster, artworkSize(item, size))}
      alt=""
      decoding="async"
      loading="lazy"
      className={cx(frame, 'object-cover', className)}
      onError={() => setFailed(item.poster)}
    />
  );
}
