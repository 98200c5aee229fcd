import { expect, test } from 'vitest';
import type { DeliveredStream } from '#history/read-stream.ts';
import { presentStream } from './stream-data.ts';

const delivered = (stream: Record<string, unknown>, isImported = true): DeliveredStream =>
  ({
    isImported,
    item: { mediaType: 'movie', title: 'Film', grandparentTitle: null, originalTitle: null, importedValues: null },
    stream: { importedValues: null, ...stream },
  }) as unknown as DeliveredStream;

test('nothing, zero and false are empty texts', () => {
  const data = presentStream(
    delivered({
      sourceContainer: 'mkv',
      deliveredContainer: 'mkv',
      sourceBitrateKbps: 0,
      hasSubtitles: false,
      isHwDecoding: true,
    }),
    false,
  );
  expect(data).toMatchObject({
    container: 'mkv',
    bitrate: '',
    subtitles: '',
    transcode_hw_decoding: 1,
    original_title: '',
    current_session: '',
    pre_tautulli: '',
    video_decision: '',
  });
  expect(Object.keys(data)).toHaveLength(56);
});

test('without a transcoder every kind of track plays as it is, in what was recorded here', () => {
  const untouched = { transcodeProtocol: null, transcodeContainer: null };
  const music = { ...untouched, sourceContainer: 'mp3', deliveredContainer: 'mp3', audioDecision: 'direct play' };
  expect(presentStream(delivered(music, false), false)).toMatchObject({ video_decision: 'direct play' });
  expect(presentStream(delivered(music), false)).toMatchObject({ video_decision: '' });
});

test('what a running stream has of its own', () => {
  expect(presentStream(delivered({ deliveredContainer: 'ts' }), true)).toMatchObject({ current_session: 1 });
});

test('the stream of a very old row is made of the file and the transcoder', () => {
  const data = presentStream(
    delivered({
      sourceContainer: 'avi',
      sourceVideoCodec: 'mpeg4',
      sourceVideoWidth: 640,
      sourceAudioCodec: 'mp3',
      sourceAudioChannels: 2,
      sourceVideoFullResolution: '480p',
      videoDecision: 'transcode',
      transcodeContainer: 'ts',
      transcodeVideoCodec: 'h264',
      importedValues: { width: 720 },
    }),
    false,
  );
  expect(data).toMatchObject({
    pre_tautulli: 1,
    stream_container: 'ts',
    stream_video_codec: 'h264',
    stream_audio_codec: 'mp3',
    stream_audio_channels: 2,
    stream_video_decision: 'transcode',
    stream_video_full_resolution: '480p',
    stream_video_width: 640,
    video_width: 720,
  });
});
