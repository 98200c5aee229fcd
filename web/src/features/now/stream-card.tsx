import { memo } from 'react';
import { imageAddress } from '../../lib/image.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { Artwork, artworkSize, isSquare } from '../../ui/artwork.tsx';
import { cx } from '../../ui/cx.ts';
import { itemTitles } from '../stream/titles.ts';
import { PlayerGlyph } from './player-glyph.tsx';
import { StreamActions, type StreamHandlers } from './stream-actions.tsx';
import { StreamFoot } from './stream-foot.tsx';
import { StreamLink } from './stream-link.tsx';
import { StreamProgress } from './stream-progress.tsx';
import { playerWords } from './words.ts';

interface Props extends StreamHandlers {
  readonly session: LiveSession;
  /** Named only where there are several. */
  readonly isServerNamed: boolean;
  readonly isNew: boolean;
}

/** One live stream. Its height depends on the density only, so nothing jumps. */
export const StreamCard = memo(function StreamCard({ session, isServerNamed, isNew, ...handlers }: Props) {
  const { view, ending } = session;
  return (
    <article
      aria-label={view.item.fullTitle}
      data-stream={view.id}
      className={cx(
        'stream-card relative isolate flex flex-col overflow-hidden rounded-card border border-line bg-surface transition-colors duration-150 hover:border-line-strong',
        isNew && 'animate-rise',
        ending && 'stream-ended',
      )}
    >
      <Tint session={session} />
      <div className="flex min-h-0 flex-1 gap-(--card-pad) p-(--card-pad) pb-3">
        <Artwork item={view.item} size="medium" className={isSquare(view.item) ? 'card-square' : 'card-poster'} />
        <div className="flex min-w-0 flex-1 flex-col">
          <Heading session={session} {...handlers} />
          <span className="flex-1" />
          <div className="only-comfortable">
            <p className="flex items-center gap-1.5 pb-1 text-body-s text-text-2">
              <PlayerGlyph player={view.player} />
              <span className="truncate">{playerWords(view, isServerNamed)}</span>
            </p>
          </div>
          <StreamProgress session={session} />
        </div>
      </div>
      <StreamFoot view={view} player={view.player.title} />
    </article>
  );
});

/** The colours of the artwork, very faint behind the card. */
function Tint({ session: { view } }: Pick<Props, 'session'>) {
  if (view.item.poster === null) return null;
  return (
    <img
      src={imageAddress(view.item.poster, artworkSize(view.item, 'small'))}
      alt=""
      aria-hidden="true"
      className="card-tint pointer-events-none absolute inset-0 -z-10 size-full scale-150 object-cover"
    />
  );
}

function Heading({ session: { view, ending }, ...handlers }: Pick<Props, 'session'> & StreamHandlers) {
  const { title, subtitle } = itemTitles(view.item);
  return (
    <>
      <h3 className="line-clamp-2 text-[0.9375rem] leading-5 font-semibold">
        <StreamLink id={view.id}>{title}</StreamLink>
      </h3>
      <p className="truncate pt-0.5 text-body-s text-text-2">{subtitle}</p>
      {!ending && (
        <div className="absolute end-2 top-2 z-10">
          <StreamActions view={view} {...handlers} />
        </div>
      )}
    </>
  );
}
