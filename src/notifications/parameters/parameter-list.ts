/**
 * The parameters that texts and conditions may name, in the order clients show them (notification parameter notes). Those
 * that are compared as numbers say so behind a colon.
 */
import type { ConditionType } from '../conditions/types.ts';

/** What every event has. */
const GLOBAL = `
tautulli_version tautulli_remote tautulli_branch tautulli_commit server_name server_ip server_port:int
server_url server_platform server_version server_machine_id action current_year:int current_month:int
current_day:int current_hour:int current_minute:int current_second:int current_weekday:int current_week:int
datestamp timestamp unixtime:int utctime:int
`;

/** About the stream. */
const STREAM = `
streams:int lan_streams:int wan_streams:int direct_plays:int direct_streams:int transcodes:int
total_bandwidth:int lan_bandwidth:int wan_bandwidth:int user_streams:int user_direct_plays:int
user_direct_streams:int user_transcodes:int user username user_email user_thumb device platform platform_version
product product_version player initial_stream:int ip_address started_datestamp started_timestamp
started_unixtime:int stopped_datestamp stopped_timestamp stopped_unixtime:int stream_duration:int
stream_duration_sec:int stream_time remaining_duration:int remaining_duration_sec:int remaining_time
progress_duration:int progress_duration_sec:int progress_time progress_percent:int view_offset:int
transcode_decision container_decision video_decision audio_decision subtitle_decision quality_profile
optimized_version:int optimized_version_profile synced_version:int live:int marker_start:int marker_end:int
credits_marker_first:int credits_marker_final:int channel_call_sign channel_id channel_identifier channel_title
channel_thumb channel_vcn secure:int relayed:int stream_local:int stream_location stream_bandwidth:int
stream_container stream_bitrate:int stream_aspect_ratio:float stream_video_codec stream_video_codec_level:int
stream_video_bitrate:int stream_video_bit_depth:int stream_video_chroma_subsampling stream_video_color_primaries
stream_video_color_range stream_video_color_space stream_video_color_trc stream_video_dynamic_range
stream_video_dovi_present:int stream_video_dovi_level:int stream_video_dovi_profile:int stream_video_framerate
stream_video_full_resolution stream_video_ref_frames:int stream_video_resolution stream_video_scan_type
stream_video_height:int stream_video_width:int stream_video_language stream_video_language_code
stream_audio_bitrate:int stream_audio_bitrate_mode stream_audio_codec stream_audio_channels:float
stream_audio_channel_layout stream_audio_sample_rate:int stream_audio_language stream_audio_language_code
stream_audio_profile stream_subtitle_codec stream_subtitle_container stream_subtitle_format
stream_subtitle_forced:int stream_subtitle_language stream_subtitle_language_code stream_subtitle_location
transcode_container transcode_video_codec transcode_video_width:int transcode_video_height:int
transcode_audio_codec transcode_audio_channels:float transcode_hw_requested:int transcode_hw_decoding:int
transcode_hw_decode transcode_hw_decode_title transcode_hw_encoding:int transcode_hw_encode
transcode_hw_encode_title session_key transcode_key session_id user_id:int machine_id
`;

/** About the item and its file. */
const ITEM = `
media_type extra_type preroll:int library_name title edition_title show_name season_name episode_name
artist_name album_name track_name track_artist season_num:int season_num00:int episode_num:int episode_num00:int
disc_num:int disc_num00:int track_num:int track_num00:int season_count:int episode_count:int album_count:int
track_count:int year:int show_year:int release_date air_date added_date updated_date last_viewed_date studio
content_rating directors writers actors genres labels collections summary tagline rating:float critic_rating:int
audience_rating:float user_rating:float duration:int duration_sec:int duration_ms:int duration_time poster_url
plex_id plex_url plex_slug plex_watch_url imdb_id imdb_url thetvdb_id:int thetvdb_url themoviedb_id:int
themoviedb_url tvmaze_id:int tvmaze_url musicbrainz_id musicbrainz_url anidb_id anidb_url lastfm_url trakt_url
simkl_url container bitrate:int aspect_ratio:float video_codec video_codec_level:int video_bitrate:int
video_bit_depth:int video_chroma_subsampling video_color_primaries video_color_range video_color_space
video_color_trc video_dynamic_range video_dovi_present:int video_dovi_level:int video_dovi_profile:int
video_framerate video_full_resolution video_ref_frames:int video_resolution video_scan_type video_height:int
video_width:int video_language video_language_code audio_bitrate:int audio_bitrate_mode audio_codec
audio_channels:float audio_channel_layout audio_sample_rate:int audio_language audio_language_code audio_profile
subtitle_codec subtitle_container subtitle_format subtitle_forced:int subtitle_location subtitle_language
subtitle_language_code file filename file_size file_size_bytes:int guid section_id:int rating_key:int
parent_rating_key:int grandparent_rating_key:int art thumb parent_thumb grandparent_thumb poster_thumb
poster_title indexes:int
`;

/** About access from outside. */
const REMOTE_ACCESS = `
remote_access_mapping_state remote_access_mapping_error remote_access_public_address remote_access_public_port
remote_access_private_address remote_access_private_port remote_access_reason
`;

/** About a release of the server. */
const PLEX_UPDATE = `
update_version update_url update_release_date update_channel update_platform update_distro update_distro_build
update_requirements update_extra_info update_changelog_added update_changelog_fixed
`;

/** About a release of this program. */
const OWN_UPDATE = `
tautulli_update_version tautulli_update_release_url tautulli_update_exe tautulli_update_pkg tautulli_update_tar
tautulli_update_zip tautulli_update_commit tautulli_update_behind:int tautulli_update_changelog
`;

const WORDS: Readonly<Record<string, string>> = {
  ip: 'IP',
  url: 'URL',
  id: 'ID',
  lan: 'LAN',
  wan: 'WAN',
  hw: 'HW',
  dovi: 'DOVI',
  num: 'Number',
  num00: 'Number 00',
  sec: '(sec)',
  ms: '(ms)',
  imdb: 'IMDB',
  thetvdb: 'TVDB',
  themoviedb: 'TMDB',
  tvmaze: 'TVmaze',
  musicbrainz: 'MusicBrainz',
  anidb: 'AniDB',
  lastfm: 'Last.fm',
  unixtime: 'Unix Time',
  utctime: 'UTC Time',
  vcn: 'VCN',
  trc: 'Transfer Function',
};

const LABELS: Readonly<Record<string, string>> = {
  server_machine_id: 'Server ID',
  view_offset: 'View Offset (ms)',
  marker_start: 'Marker Start Time',
  marker_end: 'Marker End Time',
  transcode_hw_decode: 'Transcode HW Decoding Codec',
  transcode_hw_decode_title: 'Transcode HW Decoding Title',
  transcode_hw_encode: 'Transcode HW Encoding Codec',
  transcode_hw_encode_title: 'Transcode HW Encoding Title',
  remote_access_public_address: 'Remote Access Public IP Address',
  remote_access_private_address: 'Remote Access Private IP Address',
  remote_access_reason: 'Remote Access Failure Reason',
  update_url: 'Update Url',
};

/** Listed under another name than its own: clients know this entry by the name of the channel. */
const LISTED_AS: Readonly<Record<string, string>> = { channel_vcn: 'channel_title' };

const namesIn = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.trim().split(/\s+/)).map((entry) => entry.split(':')[0] ?? '');

const MEDIA_NAMES = namesIn(STREAM, ITEM);
const SERVER_NAMES = namesIn(REMOTE_ACCESS, PLEX_UPDATE, OWN_UPDATE);

/** What only events of streams and items have. */
export const mediaNames = (): readonly string[] => MEDIA_NAMES;

/** What only events of servers and of this program have. */
export const serverNames = (): readonly string[] => SERVER_NAMES;

/** An entry as clients list it. */
export interface ListedParameter {
  /** What it is called. */
  readonly name: string;
  readonly type: ConditionType;
  /** How texts name it. */
  readonly value: string;
}

const LISTED: readonly ListedParameter[] = [GLOBAL, STREAM, ITEM, REMOTE_ACCESS, PLEX_UPDATE, OWN_UPDATE]
  .flatMap((names) => names.trim().split(/\s+/))
  .map((entry) => {
    const [value = '', type] = entry.split(':');
    return { name: labelOf(value), type: typeOf(type), value: LISTED_AS[value] ?? value };
  });

const TYPES: ReadonlyMap<string, ConditionType> = new Map(LISTED.map(({ value, type }) => [value, type]));

/** All parameters, in order. */
export const parameterList = (): readonly ListedParameter[] => LISTED;

/** How a parameter is compared; undefined when conditions may not name it. */
export const parameterType = (name: string): ConditionType | undefined => TYPES.get(name);

function labelOf(name: string): string {
  const words = name.split('_').map((word) => WORDS[word] ?? word.charAt(0).toUpperCase() + word.slice(1));
  return LABELS[name] ?? words.join(' ');
}

function typeOf(type: string | undefined): ConditionType {
  return type === 'int' || type === 'float' ? type : 'str';
}
