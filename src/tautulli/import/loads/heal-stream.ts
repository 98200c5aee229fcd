import type { RawRow } from '../source/load.ts';
import { text } from '../source/normalise.ts';

type Healed = Record<string, RawRow[string]>;

/**
 * What later releases corrected in stream descriptions at their first start, for files that never saw one
 * (migration notes 2). `present` are the columns of this file: what is filled in depends on which are missing.
 */
export function healStream(row: RawRow, present: ReadonlySet<string>): RawRow {
  const healed: Healed = { ...row };
  if (!present.has('stream_container')) healed.video_resolution = oldResolution(row.video_resolution);
  if (!present.has('transcode_decision')) healed.transcode_decision = decisionOf(row);
  if (!present.has('video_full_resolution')) {
    for (const prefix of ['', 'stream_']) {
      const resolution = text(healed[`${prefix}video_resolution`]);
      healed[`${prefix}video_scan_type`] = resolution === null ? '' : 'progressive';
      healed[`${prefix}video_full_resolution`] = fullResolution(resolution);
    }
  }
  const range = text(row.stream_video_dynamic_range);
  if (text(row.video_dynamic_range) === 'SDR' && range === 'HDR') healed.stream_video_dynamic_range = 'SDR';
  return healed;
}

/** Before the stream columns came, resolutions were written `1080p` and `SD`. */
function oldResolution(value: RawRow[string] | undefined): RawRow[string] {
  const resolution = text(value);
  if (resolution === null) return value ?? null;
  return resolution === 'SD' ? 'sd' : resolution.replaceAll('p', '');
}

function decisionOf(row: RawRow): RawRow[string] {
  const decisions = [text(row.video_decision), text(row.audio_decision)];
  return ['transcode', 'copy', 'direct play'].find((decision) => decisions.includes(decision)) ?? null;
}

function fullResolution(resolution: string | null): string {
  if (resolution === null) return '';
  if (resolution === 'SD' || resolution === '4k') return resolution;
  return resolution === 'sd' ? 'SD' : `${resolution}p`;
}
