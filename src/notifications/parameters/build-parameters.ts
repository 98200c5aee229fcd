/** Everything that texts and conditions of an event may name (notification notes 4 and 5). */
import type { Parameters, ParameterValue } from '../text/values.ts';
import { mediaFormats, serverFormats, utcDate } from './date-values.ts';
import { globalParameters } from './global-parameters.ts';
import { itemParameters, plexAddresses } from './item-parameters.ts';
import { linkParameters } from './links.ts';
import { namesAndNumbers } from './names-and-numbers.ts';
import { mediaNames, serverNames } from './parameter-list.ts';
import { posterOf } from './poster.ts';
import { parameterOf, type RawRecord } from './raw-record.ts';
import { markerParameters, streamCounts, streamTimes, streamWords } from './stream-parameters.ts';
import { createdRecord, streamRecord } from './stream-record.ts';
import type {
  CreatedEvent,
  HostedPoster,
  LiveStream,
  ParameterContext,
  ParameterEvent,
  ServerEvent,
  StreamEvent,
} from './types.ts';

/** What an event of a stream or an item is made of. */
export interface MediaRecord {
  readonly trigger: string;
  readonly record: RawRecord;
  /** The marker that was reached; empty without one. */
  readonly marker: RawRecord;
  /** The new items that this one stands for. */
  readonly children: readonly RawRecord[];
  readonly isManual: boolean;
  readonly liveStreams: readonly LiveStream[];
  readonly poster: HostedPoster | null;
}

/** The parameters of an event by name, in no order that means anything. */
export function buildParameters(event: ParameterEvent, context: ParameterContext): Parameters {
  if (event.kind === 'server') return serverParameters(event, context);
  return mediaParameters(event.kind === 'stream' ? ofStream(event, context) : ofCreated(event, context), context);
}

function ofStream(event: StreamEvent, { words, now }: ParameterContext): MediaRecord {
  const { trigger, liveStreams, poster } = event;
  const { marker } = event.stream;
  const isCredits = marker?.type === 'credits';
  return {
    trigger,
    record: streamRecord(event, words, now),
    marker:
      marker === null
        ? {}
        : {
            start_time_offset: marker.startMs,
            end_time_offset: marker.endMs,
            first: isCredits && marker.isFirst,
            final: isCredits && marker.isFinal,
          },
    children: [],
    isManual: false,
    liveStreams,
    poster,
  };
}

function ofCreated(event: CreatedEvent, { words }: ParameterContext): MediaRecord {
  const { trigger, isManual, liveStreams, poster } = event;
  const children = event.children.map((child) => words.item(child));
  return { trigger, record: createdRecord(event, words), marker: {}, children, isManual, liveStreams, poster };
}

/** Listed names that only a stream has; without one they stay as they were typed. */
const ONLY_OF_STREAMS: ReadonlySet<string> = new Set(['transcode_hw_decode', 'transcode_hw_encode']);

/** The parameters of a stream or an item. Names without a value are blank, so that texts do not show them. */
export function mediaParameters(media: MediaRecord, context: ParameterContext): Parameters {
  const { record, trigger, poster } = media;
  const { dateFormat, timeFormat, groupsByGrandparent, groupsByParent } = context.settings;
  const formats = mediaFormats(dateFormat, timeFormat);
  const picture = posterOf(record);
  const computed: Readonly<Record<string, ParameterValue>> = {
    ...globalParameters(context, trigger, formats),
    ...streamCounts(media.liveStreams, trigger, record),
    ...streamTimes(record, trigger, context.now, formats),
    ...streamWords(record),
    ...markerParameters(media.marker),
    ...itemParameters(record, formats),
    ...namesAndNumbers(record, media.children, {
      byGrandparent: groupsByGrandparent || media.isManual,
      byParent: groupsByParent || media.isManual,
    }),
    ...plexAddresses(record, picture, context),
    ...linkParameters(record),
    poster_thumb: picture.thumb,
    poster_url: poster?.url ?? '',
    poster_title: poster?.title ?? '',
  };
  const blank = mediaNames().filter((name) => !ONLY_OF_STREAMS.has(name));
  return new Map([
    ...blank.map((name) => [name, ''] as const),
    ...Object.entries(record).flatMap(([name, value]) => entry(name, value)),
    ...renamed(record),
    ...Object.entries(computed),
  ]);
}

const entry = (name: string, value: RawRecord[string]): (readonly [string, ParameterValue])[] => {
  const parameter = parameterOf(value);
  return parameter === undefined ? [] : [[name, parameter]];
};

/** Parameters that repeat a member of the record under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  user: 'friendly_name',
  username: 'user',
  user_email: 'email',
  started_unixtime: 'started',
  stopped_unixtime: 'stopped',
  stream_local: 'local',
  stream_location: 'location',
  stream_bandwidth: 'bandwidth',
  transcode_video_width: 'transcode_width',
  transcode_video_height: 'transcode_height',
  transcode_hw_decode_codec: 'transcode_hw_decode',
  transcode_hw_encode_codec: 'transcode_hw_encode',
  transcode_hw_full_pipeline: 'transcode_hw_full_pipeline',
  duration_ms: 'duration',
  video_height: 'height',
  video_width: 'width',
  file_size_bytes: 'file_size',
};

const renamed = (record: RawRecord): (readonly [string, ParameterValue])[] =>
  Object.entries(RENAMED).map(([name, source]) => [name, parameterOf(record[source]) ?? '']);

/** The parameters of a server or of this program; those the event does not tell are blank. */
function serverParameters({ trigger, facts }: ServerEvent, context: ParameterContext): Parameters {
  const formats = serverFormats(context.settings.dateFormat, context.settings.timeFormat);
  const { update_release_date: released, ...told } = facts;
  return new Map<string, ParameterValue>([
    ...serverNames().map((name) => [name, ''] as const),
    ['update_channel', 'Public'],
    ...Object.entries(told).map(([name, value]) => [name, value ?? ''] as const),
    ['update_release_date', utcDate(typeof released === 'number' ? released : null, formats.date)],
    ...Object.entries(globalParameters(context, trigger, formats)),
  ]);
}
