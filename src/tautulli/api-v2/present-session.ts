/** An entry of the session list as `get_activity` tells it: one flat object (derived-fields notes 3 to 10). */
import type { ItemFacts, ListedSession, PlayedMedia, VersionFacts } from '#plex/facts.ts';
import { NO_PART, NO_VERSION, NOTHING_PLAYED } from '#plex/no-facts.ts';
import { channelLabel } from '#plex/tables/audio-layouts.ts';
import { platformIcon } from './commands/watch-time-platforms.ts';
import type { JsonObject } from './json.ts';
import {
  presentProgress,
  presentStream,
  presentStreamAudio,
  presentStreamSubtitle,
  presentStreamVideo,
  presentTranscoder,
} from './present-delivery.ts';
import { presentItem, presentKeylessItem } from './present-item.ts';
import {
  presentAudioTrack,
  presentPart,
  presentSubtitleTrack,
  presentVersion,
  presentVideoTrack,
} from './present-media.ts';
import { asText, asTexts, flag01 } from './present-values.ts';

export interface SessionContext {
  /** Members that tell who watches. */
  readonly person: JsonObject;
}

/** What has no key that is a number: the session is all that is known of it. */
export const isKeyless = ({ ratingKey }: Pick<ItemFacts, 'ratingKey'>): boolean => ratingKey === null;

/** The file that is played; all in empty texts while nobody described it. A later track's members replace an earlier one's. */
function fileMembers(file: PlayedMedia | null): JsonObject {
  const { version, part, video, audio, subtitle } = file ?? NOTHING_PLAYED;
  return {
    ...presentVersion(version ?? NO_VERSION),
    ...presentPart(part ?? NO_PART),
    ...presentVideoTrack(video),
    ...presentAudioTrack(audio),
    ...presentSubtitleTrack(subtitle),
  };
}

/** Resolutions of a keyless item stand as they were sent. */
function keylessFile(version: VersionFacts | null, container: string | null): JsonObject {
  const resolution = version?.videoResolution?.toLowerCase();
  return asTexts({
    container,
    bitrate: version?.bitrateKbps,
    height: version?.height,
    width: version?.width,
    aspect_ratio: version?.aspectRatio,
    video_codec: version?.videoCodec,
    video_resolution: resolution,
    video_full_resolution: resolution,
    video_framerate: version?.videoFrameRate,
    video_profile: version?.videoProfile,
    audio_codec: version?.audioCodec,
    audio_channels: version?.audioChannels,
    audio_channel_layout: channelLabel(version?.audioChannels ?? null),
    audio_profile: version?.audioProfile,
  });
}

function itemMembers({ item, file, played }: ListedSession): JsonObject {
  if (!isKeyless(item)) return { ...presentItem(item), ...fileMembers(file) };
  const container = played.version?.container ?? played.part?.container ?? null;
  return { ...presentKeylessItem(item), ...keylessFile(played.version, container) };
}

const deviceMembers = (listed: ListedSession): JsonObject => ({
  ...asTexts({
    ip_address: listed.ipAddress,
    ip_address_public: listed.ipAddressPublic,
    device: listed.player.device,
    platform: listed.player.platform,
    platform_name: platformIcon(asText(listed.player.platform)),
    platform_version: listed.player.platformVersion,
    product: listed.player.product,
    product_version: listed.player.productVersion,
    profile: listed.player.profile,
    player: listed.player.title,
    machine_id: listed.player.machineId,
    state: listed.state,
    session_id: listed.plexSessionId,
    bandwidth: listed.bandwidthKbps,
    location: listed.location,
  }),
  local: flag01(listed.isLocal),
  relayed: flag01(listed.isRelayed),
  secure: listed.isSecure === null ? null : flag01(listed.isSecure),
});

/** A session of `get_activity`. */
export function presentSession(listed: ListedSession, { person }: SessionContext): JsonObject {
  const { played, stream } = listed;
  return {
    session_key: listed.sessionKey,
    channel_stream: flag01(isKeyless(listed.item)),
    quality_profile: stream.qualityProfile ?? 'Original',
    synced_version_profile: '',
    optimized_version_profile: asText(stream.optimizedVersionProfile),
    ...itemMembers(listed),
    ...person,
    ...deviceMembers(listed),
    ...presentTranscoder(listed.transcoder, stream.source),
    ...presentProgress(listed),
    ...presentStream(listed),
    ...presentStreamVideo(played.video, stream),
    ...presentStreamAudio(played.audio, stream),
    ...presentStreamSubtitle(played.subtitle, stream),
  };
}
