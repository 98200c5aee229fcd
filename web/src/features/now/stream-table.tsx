import { memo } from 'react';
import { type MessageId, t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { PersonLink } from '../people/person-link.tsx';
import { decisionBadge, streamLine } from '../stream/stream-line.ts';
import { StreamWords } from '../stream/stream-words.tsx';
import { itemTitles } from '../stream/titles.ts';
import { NetworkWords } from './network-words.tsx';
import { StreamActions, type StreamHandlers } from './stream-actions.tsx';
import { StreamLink } from './stream-link.tsx';
import { StreamProgress } from './stream-progress.tsx';

interface Props extends StreamHandlers {
  readonly sessions: readonly LiveSession[];
}

const COLUMNS: ReadonlyArray<{ label: MessageId; className: string }> = [
  { label: 'column.title', className: 'sticky start-0 z-10 bg-surface ps-4' },
  { label: 'column.person', className: '' },
  { label: 'column.progress', className: '' },
  { label: 'column.player', className: '' },
  { label: 'column.stream', className: '' },
  { label: 'column.network', className: 'text-end! pe-4' },
];

/** The live streams as rows, for comparing. Scrolls sideways inside itself where there is little room. */
export function StreamTable({ sessions, ...handlers }: Props) {
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table aria-label={t('now.list')} className="w-full border-collapse text-start text-body-s">
        <thead>
          <tr className="h-9 border-b border-line text-caption text-text-2">
            {COLUMNS.map(({ label, className }) => (
              <th
                key={label}
                scope="col"
                className={cx('px-2.5 text-start font-semibold whitespace-nowrap', className)}
              >
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <StreamRow key={session.view.id} session={session} {...handlers} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELL = 'px-2.5 whitespace-nowrap';

const StreamRow = memo(function StreamRow({
  session,
  ...handlers
}: StreamHandlers & { readonly session: LiveSession }) {
  const { view, ending } = session;
  const { title, subtitle } = itemTitles(view.item);
  const { tone, text } = decisionBadge(view.stream, view.transcoder);
  return (
    <tr
      data-stream={view.id}
      className={cx(
        'stream-row group relative h-(--row-tall) border-b border-line last:border-0 hover:bg-raised',
        ending && 'stream-ended',
      )}
    >
      <th scope="row" className="sticky start-0 bg-surface ps-4 text-start font-normal group-hover:bg-raised">
        <span className="flex items-center gap-3">
          <Artwork item={view.item} size="small" className={isSquare(view.item) ? 'size-6' : 'h-9 w-6'} />
          <span className="block max-w-52 min-w-32">
            <span className="block truncate text-title-s">
              <StreamLink id={view.id}>{title}</StreamLink>
            </span>
            <span className="block truncate text-caption text-text-2">{subtitle}</span>
          </span>
        </span>
      </th>
      <td className={CELL}>
        <span className="flex items-center gap-2">
          <Avatar user={view.user} />
          <PersonLink person={view.user} className="relative z-2" />
        </span>
      </td>
      <td className={cx(CELL, 'min-w-48')}>
        <StreamProgress session={session} layout="row" />
      </td>
      <td className={CELL}>
        <span className="block">{view.player.title}</span>
        <span className="block text-caption text-text-2">{view.player.product}</span>
      </td>
      <td className={CELL}>
        <Badge tone={tone}>{text}</Badge>
        <span className="hidden max-w-72 truncate pt-0.5 text-caption text-text-2 xl:block">
          <StreamWords line={streamLine(view.stream)} />
        </span>
      </td>
      <td className={cx(CELL, 'pe-4 text-end')}>
        <NetworkWords network={view.network} />
        {!ending && (
          <span className="absolute end-2 top-1/2 z-10 flex -translate-y-1/2">
            <StreamActions view={view} {...handlers} />
          </span>
        )}
      </td>
    </tr>
  );
});
