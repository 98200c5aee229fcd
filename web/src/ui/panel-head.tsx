import type { ReactNode } from 'react';
import type { ItemView } from '#contract/media.ts';
import { imageAddress } from '../lib/image.ts';
import { Artwork, isSquare } from './artwork.tsx';

interface Props {
  readonly item: ItemView;
  readonly title: ReactNode;
  readonly subtitle: string;
  readonly children: ReactNode;
}

/** Top of a panel: artwork over its own backdrop, the names, and what the page adds. */
export function PanelHead({ item, title, subtitle, children }: Props) {
  return (
    <header className="relative isolate px-5 pt-16 pb-5">
      {item.backdrop !== null && (
        <img
          src={imageAddress(item.backdrop, 'backdrop')}
          alt=""
          className="panel-backdrop absolute inset-x-0 top-0 -z-10 h-44 w-full object-cover"
        />
      )}
      <div className="flex items-end gap-4">
        <Artwork
          item={item}
          size="medium"
          className={isSquare(item) ? 'size-28 shadow-overlay' : 'h-39 w-26 shadow-overlay'}
        />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <h2 className="line-clamp-3 text-title">{title}</h2>
          {subtitle !== '' && <p className="text-body-s text-text-2">{subtitle}</p>}
          {children}
        </div>
      </div>
    </header>
  );
}
