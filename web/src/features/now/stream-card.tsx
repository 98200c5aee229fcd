import { memo } from 'react';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { Artwork, artworkSize, isSquare } from '../../ui/artwork.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { decisionBadge, streamLine } from '../stream/stream-line.ts';
import { StreamWords } from '../stream/stream-words.tsx';
import { itemTitles } from '../stream/titles.ts';
import { NetworkWords } from './network-words.tsx';
import { StreamActions, type StreamHandlers } from './stream-actions.tsx';
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
          <p className="only-comfortable truncate pb-1 text-body-s text-text-2">{playerWords(view, isServerNamed)}</p>
          <StreamProgress session={session} />
        </div>
      </div>
      <Foot session={session} player={view.player.title} />
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

function Foot({ session: { view }, player }: Pick<Props, 'session'> & { readonly player: string }) {
  const { tone, text } = decisionBadge(view.stream, view.transcoder);
  return (
    <div className="card-foot flex flex-col border-t border-line/70 px-(--card-pad)">
      <div className="card-line flex items-center">
        <p className="line-clamp-2 text-caption leading-5 text-text-2">
          <span className="me-2 inline-block align-top">
            <Badge tone={tone}>{text}</Badge>
          </span>
          <StreamWords line={streamLine(view.stream)} />
        </p>
      </div>
      <p className="flex items-center gap-2 text-body-s">
        <Avatar user={view.user} />
        <span className="min-w-0 flex-1 truncate">
          <span className="font-semibold">{view.user.name}</span>
          <span className="only-compact text-text-2">{t('separator') + player}</span>
        </span>
        <NetworkWords network={view.network} />
      </p>
    </div>
  );
}
