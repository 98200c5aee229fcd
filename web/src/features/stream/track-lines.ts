import type { ItemView, StreamView } from '#contract/media.ts';
import { bitrate } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { codecName } from './names.ts';
import { audioName, type Segment, videoName } from './stream-line.ts';

/** One line about a stream: what it is about, and what is delivered, with the source where it differs. */
export interface TrackLine {
  readonly label: MessageId;
  readonly segment: Segment;
}

const joined = (...parts: ReadonlyArray<string | null>): string | null =>
  parts.filter((part) => part !== null && part !== '').join(' ') || null;

function segment(from: string | null, to: string | null): Segment | null {
  if (from === null && to === null) return null;
  return { from: from === to || to === null ? null : from, text: to ?? from ?? '' };
}

/** `Original (24.3 Mbps)`; what is not known is left out. */
function quality({ qualityProfile, delivered, isOptimizedVersion }: StreamView): Segment | null {
  const rate = delivered.bitrateKbps === null ? null : bitrate(delivered.bitrateKbps);
  const profile = isOptimizedVersion ? t('stream.optimized') : qualityProfile;
  const text = profile === null || rate === null ? (profile ?? rate) : t('stream.qualityOf', { profile, rate });
  return text === null ? null : { from: null, text };
}

function subtitles({ hasSubtitles, subtitleDecision, source, delivered }: StreamView): Segment | null {
  if (!hasSubtitles) return { from: null, text: t('stream.noSubtitles') };
  const from = joined(source.subtitleLanguage, codecName(source.subtitleCodec));
  if (subtitleDecision === 'burn') return { from, text: t('stream.burn') };
  const to = joined(delivered.subtitleLanguage ?? source.subtitleLanguage, codecName(delivered.subtitleCodec));
  return segment(subtitleDecision === 'transcode' ? from : null, to ?? from ?? t('unknown'));
}

/** Quality, container, picture, sound and subtitles, each in one line; lines of which nothing is known are absent. */
export function trackLines(stream: StreamView, { mediaType }: Pick<ItemView, 'mediaType'>): TrackLine[] {
  const { source, delivered, isSourceKnown } = stream;
  const isHdr = [source, delivered].some(({ videoDynamicRange }) => (videoDynamicRange ?? 'SDR') !== 'SDR');
  const from = <T>(value: T): T | null => (isSourceKnown ? value : null);
  const sound = joined(delivered.audioLanguage ?? source.audioLanguage, audioName(delivered));
  const video =
    stream.videoDecision === 'transcode'
      ? segment(from(videoName(source)), videoName(delivered, isHdr))
      : segment(null, videoName(delivered) ?? videoName(source));
  const audio =
    stream.audioDecision === 'transcode'
      ? segment(from(audioName(source)), audioName(delivered))
      : segment(null, sound);
  const all: ReadonlyArray<{ label: MessageId; segment: Segment | null }> = [
    { label: 'fact.quality', segment: quality(stream) },
    {
      label: 'ladder.container',
      segment: segment(from(codecName(source.container)), codecName(delivered.container)),
    },
    { label: 'ladder.video', segment: mediaType === 'track' ? null : video },
    { label: 'ladder.audio', segment: audio },
    { label: 'ladder.subtitles', segment: mediaType === 'track' ? null : subtitles(stream) },
  ];
  return all.flatMap((line) => (line.segment === null ? [] : [{ label: line.label, segment: line.segment }]));
}
