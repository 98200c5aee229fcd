import type { MediaSideView, StreamView } from '#contract/media.ts';
import { t } from '../../lib/i18n.ts';
import type { Tone } from '../../ui/badge.tsx';
import { channelsName, codecName, resolutionName } from './names.ts';

/** A part of the stream line: `from` is there only where something changes on the way. */
export interface Segment {
  readonly from: string | null;
  readonly text: string;
}

const NO_BREAK = '\u00a0';

const join = (...parts: ReadonlyArray<string | null>): string | null =>
  parts.filter((part) => part !== null && part !== '').join(' ') || null;

const isHdr = (side: MediaSideView): boolean => side.videoDynamicRange !== null && side.videoDynamicRange !== 'SDR';

/** `4K HEVC HDR10`; standard range is named only where a high one was before. */
export function videoName(side: MediaSideView, isRangeNamed = isHdr(side)): string | null {
  const range = isRangeNamed ? side.videoDynamicRange : null;
  return join(resolutionName(side.videoFullResolution), codecName(side.videoCodec), range);
}

/** `TrueHD 7.1`, never broken over two lines. */
export const audioName = (side: MediaSideView): string | null =>
  join(codecName(side.audioCodec), channelsName(side.audioChannels))?.replace(' ', NO_BREAK) ?? null;

function change(from: string | null, to: string | null): Segment | null {
  if (from === null && to === null) return null;
  if (from === to || from === null) return { from: null, text: to ?? t('unknown') };
  return { from, text: to ?? t('unknown') };
}

function subtitles({ subtitleDecision, hasSubtitles }: StreamView): Segment | null {
  if (!hasSubtitles) return null;
  if (subtitleDecision === 'burn') return { from: null, text: t('stream.burn') };
  return subtitleDecision === 'transcode' ? { from: null, text: t('stream.subtitlesConverted') } : null;
}

/** What is delivered, with the source only where it differs: `4K HEVC HDR10 -> 1080p H.264 SDR`, `AAC 2.0`, `burn-in subtitles`. */
export function streamLine(stream: StreamView): Segment[] {
  const { source, delivered, isSourceKnown } = stream;
  const isAnyHdr = isHdr(source) || isHdr(delivered);
  const videoTo = stream.videoDecision === 'transcode' ? videoName(delivered, isAnyHdr) : videoName(delivered);
  const video = change(isSourceKnown ? videoName(source) : null, videoTo);
  const audio = change(isSourceKnown ? audioName(source) : null, audioName(delivered));
  const line = [video, audio, subtitles(stream)].filter((segment) => segment !== null);
  return line.length > 0 ? line : [{ from: null, text: t('stream.unknown') }];
}

/** Words and colour of the badge: conversion slower than playback is danger, a throttled one is fine. */
export function decisionBadge(
  stream: StreamView,
  transcoder: { readonly speed: number | null; readonly isThrottled: boolean } | null,
): { tone: Tone; text: string } {
  if (stream.decision === null) return { tone: 'neutral', text: t('unknown') };
  if (stream.decision === 'direct play') return { tone: 'ok', text: t('decision.directPlay') };
  if (stream.decision === 'copy') return { tone: 'info', text: t('decision.copy') };
  const isVideo = stream.videoDecision === 'transcode';
  const hardware = stream.isHwEncoding || stream.isHwDecoding ? t('stream.hw') : t('stream.sw');
  const speed = transcoder?.isThrottled ? null : (transcoder?.speed ?? null);
  const pace = transcoder?.isThrottled
    ? t('stream.throttled')
    : speed !== null && t('stream.speed', { n: speed.toFixed(1) });
  const text = [t('decision.transcode'), isVideo && hardware, pace].filter(Boolean).join(' ');
  return { tone: speed !== null && speed < 1 ? 'danger' : 'warn', text };
}
