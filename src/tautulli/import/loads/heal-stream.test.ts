import { describe, expect, test } from 'vitest';
import { healStream } from './heal-stream.ts';

const LATE = ['stream_container', 'transcode_decision', 'video_full_resolution'];

describe('what later releases filled in', () => {
  test.each([
    [{ video_decision: 'transcode', audio_decision: 'copy' }, 'transcode'],
    [{ video_decision: 'copy', audio_decision: 'transcode' }, 'transcode'],
    [{ video_decision: 'direct play', audio_decision: 'copy' }, 'copy'],
    [{ video_decision: '', audio_decision: 'direct play' }, 'direct play'],
    [{ video_decision: '', audio_decision: null }, null],
  ])('%j was a %s', (row, decision) => {
    expect(healStream(row, new Set())).toMatchObject({ transcode_decision: decision });
    expect(healStream(row, new Set(LATE))).not.toHaveProperty('transcode_decision');
  });

  test.each([
    ['1080p', '1080', '1080p', 'progressive'],
    ['SD', 'sd', 'SD', 'progressive'],
    ['4k', '4k', '4k', 'progressive'],
    ['', '', '', ''],
    [null, null, '', ''],
  ])('the resolution %j', (old, resolution, full, scan) => {
    expect(healStream({ video_resolution: old }, new Set())).toMatchObject({
      ...{ video_resolution: resolution, video_full_resolution: full, video_scan_type: scan },
    });
  });

  test('the resolutions of a file with stream columns stand as they are', () => {
    const row = { video_resolution: '720', stream_video_resolution: 'sd' };
    expect(healStream(row, new Set(['stream_container', 'transcode_decision']))).toMatchObject({
      ...row,
      ...{ video_full_resolution: '720p', stream_video_full_resolution: 'SD' },
    });
  });

  test.each([
    ['SDR', 'HDR', 'SDR'],
    ['SDR', 'HDR10', 'HDR10'],
    ['HDR', 'HDR', 'HDR'],
  ])('a source of %s that was streamed as %s is %s', (source, stream, expected) => {
    const row = { video_dynamic_range: source, stream_video_dynamic_range: stream };
    expect(healStream(row, new Set(LATE)).stream_video_dynamic_range).toBe(expected);
  });
});
