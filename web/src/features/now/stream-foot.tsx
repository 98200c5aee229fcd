import type { SessionView } from '#contract/activity.ts';
import { t } from '../../lib/i18n.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { decisionBadge, streamLine } from '../stream/stream-line.ts';
import { StreamWords } from '../stream/stream-words.tsx';
import { trackLines } from '../stream/track-lines.ts';
import { NetworkWords, PlaceWords } from './network-words.tsx';

/** The lower half of a card: how the stream is delivered, to whom and over which way. */
export function StreamFoot({ view, player }: { readonly view: SessionView; readonly player: string }) {
  return (
    <div className="card-foot flex flex-col border-t border-line/70 px-(--card-pad)">
      <Delivery view={view} />
      <div className="flex items-center gap-2 text-body-s">
        <Avatar user={view.user} size={32} />
        <p className="flex min-w-0 flex-1 flex-col">
          <PersonLink person={view.user} className="relative z-2 font-semibold" />
          <span className="only-compact">
            <span className="block truncate text-caption text-text-2">{player}</span>
          </span>
          <span className="only-comfortable">
            <PlaceWords network={view.network} className="text-caption text-text-2" />
          </span>
        </p>
        <NetworkWords network={view.network} />
      </div>
    </div>
  );
}

function Delivery({ view: { stream, transcoder, item } }: { readonly view: SessionView }) {
  const { tone, text } = decisionBadge(stream, transcoder);
  const [quality, ...lines] = trackLines(stream, item);
  return (
    <>
      <div className="card-line only-compact">
        <p className="line-clamp-2 text-caption leading-5 text-text-2">
          <span className="me-2 inline-block align-top">
            <Badge tone={tone}>{text}</Badge>
          </span>
          <StreamWords line={streamLine(stream)} />
        </p>
      </div>
      <div className="only-comfortable text-caption">
        <p className="flex items-center justify-between gap-2 pb-1.5">
          <Badge tone={tone}>{text}</Badge>
          <span className="tabular min-w-0 truncate text-text-2">{quality?.segment.text}</span>
        </p>
        <dl className="card-tracks">
          {lines.map(({ label, segment }) => (
            <div key={label} className="contents">
              <dt className="truncate text-text-3">{t(label)}</dt>
              <dd className="truncate text-text-2">
                <StreamWords line={[segment]} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
