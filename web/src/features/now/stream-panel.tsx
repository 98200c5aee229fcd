import { ExternalLink, OctagonX } from 'lucide-react';
import type { SessionView } from '#contract/activity.ts';
import { duration, number, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { plexLink } from '../../lib/plex-link.ts';
import { useMay } from '../../lib/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Fact, Facts, PanelSection } from '../../ui/facts.tsx';
import { PanelHead } from '../../ui/panel-head.tsx';
import { PersonLine } from '../../ui/person-line.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { titleAim } from '../items/aim.ts';
import { ItemLink } from '../items/item-link.tsx';
import { networkFacts, playerFacts } from '../stream/facts.ts';
import { StreamLadder } from '../stream/ladder.tsx';
import { decisionBadge } from '../stream/stream-line.ts';
import { itemTitles } from '../stream/titles.ts';
import { StreamProgress } from './stream-progress.tsx';

interface Props {
  readonly id: number;
  readonly onClose: () => void;
  readonly onStop: (view: SessionView) => void;
}

/** Everything about one live stream, beside the page. */
export function StreamPanel({ id, onClose, onStop }: Props) {
  const session = useLive((state) => state.sessions.find(({ view }) => view.id === id));
  return (
    <SidePanel label={session?.view.item.fullTitle ?? t('stream.details')} onClose={onClose}>
      {session ? (
        <Body session={session} onStop={onStop} />
      ) : (
        <p className="p-6 pt-16 text-text-2">{t('stream.gone')}</p>
      )}
    </SidePanel>
  );
}

function Body({ session, onStop }: { readonly session: LiveSession } & Pick<Props, 'onStop'>) {
  const { view } = session;
  const { title, subtitle } = itemTitles(view.item);
  const { tone, text } = decisionBadge(view.stream, view.transcoder);
  return (
    <>
      <PanelHead
        item={view.item}
        title={<ItemLink to={titleAim(view.item, view.server.id)}>{title}</ItemLink>}
        subtitle={subtitle}
      >
        <p className="text-body-s text-text-2">{view.item.libraryName}</p>
      </PanelHead>
      <div className="flex flex-col gap-4 px-5 pb-5">
        <StreamProgress session={session} />
        <PersonLine user={view.user} />
        <Actions session={session} onStop={onStop} />
      </div>
      <PanelSection title={t('panel.stream')}>
        <p>
          <Badge tone={tone}>{text}</Badge>
        </p>
        <StreamLadder stream={view.stream} />
        <Facts facts={streamFacts(view)} />
      </PanelSection>
      <PanelSection title={t('panel.session')}>
        <Facts facts={sessionFacts(view)} />
      </PanelSection>
      <PanelSection title={t('panel.player')}>
        <Facts facts={[...playerFacts(view.player), ...networkFacts(view.network)]} />
      </PanelSection>
    </>
  );
}

const streamFacts = ({ stream, transcoder }: SessionView): Fact[] => [
  { label: t('fact.quality'), value: stream.qualityProfile },
  { label: t('fact.protocol'), value: stream.transcodeProtocol?.toUpperCase() },
  { label: t('fact.hwDecode'), value: stream.hwDecodeTitle },
  { label: t('fact.hwEncode'), value: stream.hwEncodeTitle },
  { label: t('fact.speed'), value: transcoder?.speed != null && t('stream.speed', { n: number(transcoder.speed, 1) }) },
  { label: t('fact.throttled'), value: transcoder && t(transcoder.isThrottled ? 'yes' : 'no') },
];

const sessionFacts = (view: SessionView): Fact[] => [
  { label: t('fact.started'), value: timeOfDay(Date.parse(view.startedAt)) },
  { label: t('fact.watched'), value: duration(view.watchedMs) },
  { label: t('fact.paused'), value: view.pausedMs > 0 && duration(view.pausedMs) },
  { label: t('fact.buffered'), value: view.bufferCount > 0 && t('fact.times', { n: view.bufferCount }) },
  { label: t('fact.server'), value: view.server.name },
  { label: t('fact.library'), value: view.item.libraryName },
];

function Actions({ session: { view, ending }, onStop }: { readonly session: LiveSession } & Pick<Props, 'onStop'>) {
  const link = plexLink(
    view.item,
    useLive(({ servers }) => servers.find(({ id }) => id === view.server.id)),
  );
  const canStop = useMay('write') && view.canStop;
  return (
    <div className="flex flex-wrap gap-2">
      {canStop && !ending && (
        <Button look="danger" onPress={() => onStop(view)}>
          <OctagonX size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('stream.stop')}
        </Button>
      )}
      {link !== null && (
        <a href={link} target="_blank" rel="noreferrer" className={buttonClass('plain')}>
          <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('stream.openInPlex')}
        </a>
      )}
      <CopyButton text={JSON.stringify(view, null, 2)} label={t('panel.copy')} />
    </div>
  );
}
