import { useState } from 'react';
import type { ImageSize } from '#contract/common.ts';
import { imageAddress } from '../../lib/image.ts';
import { cx } from '../../ui/cx.ts';
import { kindIcon } from '../../ui/kind-icons.ts';
import { isSquareKind, isWideKind } from './shown.ts';

interface Props {
  readonly image: string | null;
  readonly mediaType: string | null;
  readonly isLive?: boolean;
  readonly size: 'small' | 'medium' | 'large';
  /** Sets the width, and the height where it is not that of the kind. */
  readonly className?: string;
}

const SIZES: Readonly<Record<'poster' | 'square', Readonly<Record<Props['size'], ImageSize>>>> = {
  poster: { small: 'poster-sm', medium: 'poster', large: 'poster-lg' },
  square: { small: 'square-sm', medium: 'square', large: 'square' },
};

/** Which proxied picture is asked for. */
function sizeOf(mediaType: string | null, size: Props['size']): ImageSize {
  if (isWideKind(mediaType)) return size === 'small' ? 'square-sm' : 'backdrop';
  return SIZES[isSquareKind(mediaType) ? 'square' : 'poster'][size];
}

/** The picture of something in the shape of its kind; a quiet icon where there is none. */
export function Picture({ image, mediaType, isLive = false, size, className }: Props) {
  const [failed, setFailed] = useState<string | null>(null);
  const shape = isWideKind(mediaType) ? 'aspect-video' : isSquareKind(mediaType) ? 'aspect-square' : 'aspect-[2/3]';
  const frame = cx(
    'overflow-hidden rounded-control bg-raised outline-1 -outline-offset-1 outline-text/10',
    shape,
    className,
  );
  if (image === null || failed === image) {
    const Icon = kindIcon(mediaType, isLive);
    return (
      <span className={cx(frame, 'inline-flex items-center justify-center text-text-3')}>
        <Icon size="32%" strokeWidth={1.5} aria-hidden="true" />
      </span>
    );
  }
  return (
    <img
      src={imageAddress(image, sizeOf(mediaType, size))}
      alt=""
      decoding="async"
      loading={size === 'large' ? 'eager' : 'lazy'}
      className={cx(frame, 'object-cover')}
      onError={() => setFailed(image)}
    />
  );
}
