import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { PlayDetail } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { duration, fullMoment, playerTime, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DecisionBadge } from '../../ui/decision.tsx';
import { type Fact, Facts, PanelSection } from '../../ui/facts.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { PanelHead } from '../../ui/panel-head.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { itemAim } from '../items/aim.ts';
import { ItemLink } from '../items/item-link.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { networkFacts, playerFacts } from '../stream/facts.ts';
import { StreamLadder } from '../stream/ladder.tsx';
import { itemTitles } from '../stream/titles.ts';
import { useHistoryMoves } from './history-context.ts';
import { PlayActions } from './play-actions.tsx';
import { PlayNote } from './play-note.tsx';
import { PlaySegments } from './play-segments.tsx';
import { PlayTimeline } from './play-timeline.tsx';

/** Everything about one recorded play, beside the list. */
export function PlayPanel() {
  const { playId } = useParams({ from: '/app/history/$playId' });
  const { move, close } = useHistoryMoves();
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['play', playId],
    queryFn: ({ signal }) => getJson<PlayDetail>(`/history/${encodeURIComponent(playId)}`, {}, signal),
    placeholderData: keepPreviousData,
  });
  const tools = (
    <>
      <IconButton label={t('history.previous')} hotkey="k" onPress={() => move(-1)}>
        <ChevronUp size={20} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('history.next')} hotkey="j" onPress={() => move(1)}>
        <ChevronDown size={20} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </>
  );
  return (
    <SidePanel label={data?.row.item.fullTitle ?? t('history.play')} onClose={close} tools={tools}>
      {error && !data && (
        <div className="p-5 pt-16">
          <Notice tone="danger">{errorWords(error)}</Notice>
        </div>
      )}
      {data && (
        <div className={isPlaceholderData ? 'opacity-60 transition-opacity delay-300' : ''}>
          <Body detail={data} />
        </div>
      )}
    </SidePanel>
  );
}

function Body({ detail }: { readonly detail: PlayDetail }) {
  const { row, stream, segments } = detail;
  const { title, subtitle } = itemTitles(row.item);
  const mayEdit = useMay('write');
  return (
    <>
      <PanelHead item={row.item} title={title} subtitle={subtitle}>
        <p className="text-body-s text-text-2">{fullMoment(Date.parse(detail.play.startedAt))}</p>
        <p>
          <ItemLink to={itemAim(row.item)} className="text-body-s text-accent hover:underline">
            {t('history.toItem')}
          </ItemLink>
        </p>
      </PanelHead>
      <div className="flex flex-col gap-4 px-5 pb-5">
        <PersonLink person={row.user} avatar={32} className="w-fit text-body font-semibold" />
        <Watched detail={detail} />
        <Facts facts={playFacts(detail)} />
        {mayEdit && <PlayActions detail={detail} />}
      </div>
      {segments.length > 1 && (
        <PanelSection title={t('segments.title', { n: segments.length })}>
          <PlaySegments segments={segments} openId={row.playId} />
        </PanelSection>
      )}
      <PanelSection title={t('panel.stream')}>
        <p>
          <DecisionBadge decision={stream.decision} />
        </p>
        <StreamLadder stream={stream} />
        {detail.isImported && <p className="text-caption text-text-2">{t('history.imported')}</p>}
      </PanelSection>
      <PanelSection title={t('timeline.title')}>
        <PlayTimeline detail={detail} />
      </PanelSection>
      <PanelSection title={t('panel.player')}>
        <Facts facts={[...playerFacts(row.player), ...networkFacts(row.network)]} />
      </PanelSection>
      {mayEdit && (
        <PanelSection title={t('note.title')}>
          <PlayNote key={row.playId} playId={row.playId} note={detail.note} />
        </PanelSection>
      )}
      <div className="flex flex-wrap gap-2 border-t border-line px-5 py-5">
        <CopyButton label={t('panel.copy')} text={JSON.stringify(detail, null, 2)} />
      </div>
    </>
  );
}

function Watched({ detail: { row, viewOffsetMs } }: { readonly detail: PlayDetail }) {
  const total = row.item.durationMs;
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar
        played={row.percentComplete / 100}
        tone={row.isWatched ? 'ok' : 'quiet'}
        label={t('column.watched')}
      />
      <p className="tabular flex justify-between text-caption text-text-2">
        <span>{total === null ? playerTime(viewOffsetMs) : `${playerTime(viewOffsetMs)} / ${playerTime(total)}`}</span>
        <span>
          {t('percent', { n: Math.min(100, row.percentComplete) })}
          {row.isWatched && t('separator') + t('history.watched')}
        </span>
      </p>
    </div>
  );
}

const playFacts = ({ row, stream, play }: PlayDetail): Fact[] => [
  { label: t('fact.watched'), value: duration(play.watchedMs) },
  { label: t('fact.paused'), value: play.pausedMs > 0 && duration(play.pausedMs) },
  {
    label: t('fact.ended'),
    value:
      row.endedReason === null
        ? timeOfDay(Date.parse(play.stoppedAt))
        : t('fact.endedHow', { time: timeOfDay(Date.parse(play.stoppedAt)), how: t(`ended.${row.endedReason}`) }),
  },
  { label: t('fact.quality'), value: stream.qualityProfile },
  { label: t('fact.library'), value: row.item.libraryName },
  { label: t('fact.server'), value: row.server.name },
];
