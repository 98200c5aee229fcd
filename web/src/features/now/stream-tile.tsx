import { memo } from 'react';
import { t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { decisionLook } from '../../ui/decision.tsx';
import { itemTitles } from '../stream/titles.ts';
import { NetworkWords } from './network-words.tsx';
import { StateWords } from './state-words.tsx';
import { StreamActions, type StreamHandlers } from './stream-actions.tsx';
import { StreamLink } from './stream-link.tsx';
import { StreamProgress } from './stream-progress.tsx';

interface Props extends StreamHandlers {
  readonly session: LiveSession;
  readonly isNew: boolean;
}

/** A live stream in three lines, for many at a glance. */
export const StreamTile = memo(function StreamTile({ session, isNew, ...handlers }: Props) {
  const { view, ending } = session;
  const { title, subtitle } = itemTitles(view.item);
  const { tone, label } = decisionLook(view.stream.decision);
  return (
    <article
      aria-label={view.item.fullTitle}
      data-stream={view.id}
      className={cx(
        'stream-card stream-tile relative flex gap-3 overflow-hidden rounded-card border border-line bg-surface p-3 transition-colors duration-150 hover:border-line-strong',
        isNew && 'animate-rise',
        ending && 'stream-ended',
      )}
    >
      <Artwork item={view.item} size="small" className={isSquare(view.item) ? 'size-12' : 'h-18 w-12'} />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-2">
          <h3 className="min-w-0 flex-1 truncate text-title-s">
            <StreamLink id={view.id}>{title}</StreamLink>
          </h3>
          <Badge tone={tone}>{t(label)}</Badge>
        </div>
        <p className="truncate text-caption text-text-2">{subtitle}</p>
        <span className="flex-1" />
        <p className="flex min-w-0 items-center gap-1 pb-1.5 text-caption">
          <StateWords session={session} />
          <span className="min-w-0 flex-1 truncate text-text-2">{t('separator') + view.user.name}</span>
          <NetworkWords network={view.network} isIconOnly />
        </p>
        <StreamProgress session={session} layout="bar" />
      </div>
      {!ending && (
        <div className="absolute end-1.5 top-1.5 z-10">
          <StreamActions view={view} {...handlers} />
        </div>
      )}
    </article>
  );
});
