/** How Plex words its decisions (derived-fields notes 6). */
import type { Decision, SubtitleDecision } from '#contract/enums.ts';

const WORDS: Readonly<Record<string, Decision>> = {
  directplay: 'direct play',
  'direct play': 'direct play',
  copy: 'copy',
  transcode: 'transcode',
};

/** A decision as sent; null when not said or not known. */
export const readDecision = (sent: string | null): Decision | null =>
  sent !== null && Object.hasOwn(WORDS, sent) ? (WORDS[sent] ?? null) : null;

export const readSubtitleDecision = (sent: string | null): SubtitleDecision | null =>
  sent === 'burn' ? 'burn' : readDecision(sent);

/** The decision about the whole: container and subtitles do not count. */
export function combinedDecision(video: Decision | null, audio: Decision | null): Decision {
  if (video === 'transcode' || audio === 'transcode') return 'transcode';
  return video === 'copy' || audio === 'copy' ? 'copy' : 'direct play';
}
