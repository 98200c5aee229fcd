import { ArrowRight } from 'lucide-react';
import type { SubtitleDecision } from '#contract/enums.ts';
import type { MediaSideView, StreamView } from '#contract/media.ts';
import { bitrate } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { DECISION_LOOK } from '../../ui/decision.tsx';
import { channelsName, codecName } from './names.ts';
import { videoName } from './stream-line.ts';

interface Rung {
  readonly label: MessageId;
  readonly decision: SubtitleDecision | null;
  readonly source: readonly string[];
  readonly delivered: readonly string[];
}

const known = (...facts: ReadonlyArray<string | null | false>): string[] =>
  facts.filter((fact): fact is string => typeof fact === 'string' && fact !== '');

const rate = (kbps: number | null): string | null => (kbps === null ? null : bitrate(kbps));

const container = (side: MediaSideView): string[] => known(codecName(side.container), rate(side.bitrateKbps));

const video = (side: MediaSideView): string[] =>
  known(
    videoName(side, side.videoDynamicRange !== null),
    side.videoWidth !== null && side.videoHeight !== null && `${side.videoWidth} × ${side.videoHeight}`,
    side.videoFrameRate,
    side.videoBitDepth !== null && t('ladder.bits', { n: side.videoBitDepth }),
    side.videoProfile,
    rate(side.videoBitrateKbps),
  );

const audio = (side: MediaSideView): string[] =>
  known(
    known(codecName(side.audioCodec), side.audioChannelLayout?.toLowerCase() ?? channelsName(side.audioChannels)).join(
      ' ',
    ),
    side.audioLanguage,
    rate(side.audioBitrateKbps),
  );

const subtitles = (side: MediaSideView): string[] =>
  known(codecName(side.subtitleCodec), side.subtitleLanguage, side.subtitleIsForced === true && t('ladder.forced'));

function rungs(stream: StreamView): Rung[] {
  const { source, delivered } = stream;
  const all: Rung[] = [
    {
      label: 'ladder.container',
      decision: stream.containerDecision,
      source: container(source),
      delivered: container(delivered),
    },
    { label: 'ladder.video', decision: stream.videoDecision, source: video(source), delivered: video(delivered) },
    { label: 'ladder.audio', decision: stream.audioDecision, source: audio(source), delivered: audio(delivered) },
  ];
  if (stream.hasSubtitles) {
    const burnt = stream.subtitleDecision === 'burn' ? [t('ladder.burnt')] : subtitles(delivered);
    all.push({
      label: 'ladder.subtitles',
      decision: stream.subtitleDecision,
      source: subtitles(source),
      delivered: burnt,
    });
  }
  return all.filter((rung) => rung.source.length > 0 || rung.delivered.length > 0);
}

function decisionLook(decision: SubtitleDecision): { tone: Tone; label: MessageId } {
  return decision === 'burn' ? { tone: 'warn', label: 'decision.burn' } : DECISION_LOOK[decision];
}

/** How each track goes from the file to the player: source, what is done, delivered. */
export function StreamLadder({ stream }: { readonly stream: StreamView }) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-y-2 text-start text-body-s">
      <caption className="sr-only">{t('ladder.title')}</caption>
      <thead>
        <tr className="text-caption text-text-2">
          <th scope="col" className="w-[46%] text-start font-semibold">
            {t('ladder.source')}
          </th>
          <th scope="col" className="w-8">
            <span className="sr-only">{t('ladder.decision')}</span>
          </th>
          <th scope="col" className="text-start font-semibold">
            {t('ladder.delivered')}
          </th>
        </tr>
      </thead>
      {rungs(stream).map((rung) => (
        <RungRows key={rung.label} rung={rung} isSourceKnown={stream.isSourceKnown} />
      ))}
    </table>
  );
}

/** One box is enough where the file goes to the player as it is. */
const isUnchanged = ({ decision, source, delivered }: Rung): boolean =>
  decision !== 'transcode' && decision !== 'burn' && source.join() === delivered.join();

function RungRows({ rung, isSourceKnown }: { readonly rung: Rung; readonly isSourceKnown: boolean }) {
  const look = rung.decision === null ? null : decisionLook(rung.decision);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className="pt-1 text-start font-normal">
          <span className="flex items-center gap-2">
            <span className="text-title-s">{t(rung.label)}</span>
            {look && <Badge tone={look.tone}>{t(look.label)}</Badge>}
          </span>
        </th>
      </tr>
      {isUnchanged(rung) ? (
        <tr>
          <Side facts={rung.delivered} span={3} />
        </tr>
      ) : (
        <tr className="align-top">
          <Side facts={isSourceKnown ? rung.source : []} />
          <td className="text-center text-text-3">
            <ArrowRight size={16} strokeWidth={1.75} aria-hidden="true" className="mx-auto mt-2.5 rtl:-scale-x-100" />
          </td>
          <Side facts={rung.delivered} />
        </tr>
      )}
    </tbody>
  );
}

function Side({ facts, span = 1 }: { readonly facts: readonly string[]; readonly span?: number }) {
  const [first = t('unknown'), ...rest] = facts;
  return (
    <td colSpan={span} className="rounded-control border border-line bg-raised/60 px-3 py-2">
      <span className="block font-semibold break-words">{first}</span>
      {rest.length > 0 && (
        <span className="tabular block break-words text-caption text-text-2">{rest.join(t('separator'))}</span>
      )}
    </td>
  );
}
