/** What a server and plex.tv say of servers and devices, in the words of the reference. */
import type { CountedLibrary } from '#catalogue/counted-library.ts';
import type { PlexDevice, SyncedItem } from '#plex/parse-devices.ts';
import type { PlexUpdate } from '#plex/parse-downloads.ts';
import type { GeoPlace } from '#plex/parse-lookups.ts';
import type { Dvr, NamedServer, OfferedUpdate, RemoteAccess } from '#plex/parse-server-state.ts';
import type { FoundServer } from '#plex/server-list.ts';
import { halfToEven } from '#plex/tables/rounding.ts';
import type { JsonObject } from './json.ts';
import { asTexts } from './present-values.ts';

export const presentNamedServer = (server: NamedServer): JsonObject =>
  asTexts({
    name: server.name,
    machine_identifier: server.machineIdentifier,
    host: server.host,
    port: server.port,
    version: server.version,
  });

export const presentDvr = (dvr: Dvr): JsonObject =>
  asTexts({
    key: dvr.key,
    uuid: dvr.uuid,
    language: dvr.language,
    lineup_title: dvr.lineupTitle,
    lineup: dvr.lineup,
    country: dvr.country,
    refreshedAt: dvr.refreshedAt,
    epg_identifier: dvr.epgIdentifier,
  });

export const presentRemoteAccess = (access: RemoteAccess): JsonObject =>
  asTexts({
    mapping_state: access.mappingState,
    mapping_error: access.mappingError,
    sign_in_state: access.signInState,
    public_address: access.publicAddress,
    public_port: access.publicPort,
    private_address: access.privateAddress,
    private_port: access.privatePort,
    reason: access.reason,
  });

export const presentOfferedUpdate = (update: OfferedUpdate | null): JsonObject =>
  update === null
    ? {}
    : asTexts({
        can_install: update.canInstall ? '1' : '0',
        download_url: update.downloadUrl,
        version: update.version,
        state: update.state,
        changelog: update.changelog,
      });

export function presentUpdate(update: PlexUpdate | null): JsonObject {
  if (update === null) return {};
  return {
    update_available: update.isNewer,
    platform: update.platform,
    release_date: update.releaseDate,
    version: update.version,
    requirements: update.requirements,
    extra_info: update.extraInfo,
    changelog_added: update.added,
    changelog_fixed: update.fixed,
    label: update.label,
    distro: update.distribution,
    distro_build: update.build,
    download_url: update.downloadUrl,
  };
}

export const presentPlace = (place: GeoPlace): JsonObject => ({
  city: place.city,
  code: place.code,
  continent: place.continent,
  country: place.country,
  latitude: place.latitude,
  longitude: place.longitude,
  postal_code: place.postalCode,
  region: place.region,
  timezone: place.timeZone,
  accuracy: null,
});

export const presentDevice = (device: PlexDevice): JsonObject =>
  asTexts({
    device_name: device.name,
    product: device.product,
    product_version: device.productVersion,
    platform: device.platform,
    platform_version: device.platformVersion,
    device: device.device,
    model: device.model,
    vendor: device.vendor,
    provides: device.provides,
    device_identifier: device.clientIdentifier,
    device_id: device.id,
    token: device.token,
  });

/** Whose device it is, as the users room knows them. */
export interface SyncedBy {
  readonly user: string;
  readonly username: string;
}

const share = (part: string | null, whole: string | null): number => {
  const [some, all] = [Number(part ?? 0) || 0, Number(whole ?? 0) || 0];
  return some === 0 || all === 0 ? 0 : halfToEven((some / all) * 100);
};

/** `ratingKey`: of the item or playlist it is. */
export const presentSynced = (
  item: SyncedItem,
  ratingKey: string | null,
  { user, username }: SyncedBy,
): JsonObject => ({
  ...asTexts({ device_name: item.deviceName, platform: item.platform, user_id: item.userId }),
  user,
  username,
  ...asTexts({
    root_title: item.rootTitle,
    sync_title: item.title,
    metadata_type: item.metadataType,
    content_type: item.contentType,
  }),
  rating_key: ratingKey,
  ...asTexts({
    state: item.state,
    item_count: item.itemCount,
    item_complete_count: item.completeCount,
    item_downloaded_count: item.downloadedCount,
  }),
  item_downloaded_percent_complete: share(item.downloadedCount, item.itemCount),
  ...asTexts({
    video_bitrate: item.videoBitrate,
    audio_bitrate: item.musicBitrate,
    photo_quality: item.photoQuality,
    video_quality: item.videoQuality,
    total_size: item.totalSize,
    failure: item.failure,
    client_id: item.clientIdentifier,
    sync_id: item.syncId,
  }),
  sync_media_type: item.mediaType,
});

/** A count that the server does not give is 0. */
export const presentLibrary = ({ itemCount, parentCount, childCount, ...library }: CountedLibrary): JsonObject => ({
  ...asTexts({
    section_id: library.sectionId,
    section_name: library.name,
    section_type: library.type,
    agent: library.agent,
    thumb: library.thumb,
    art: library.art,
    count: itemCount ?? 0,
  }),
  is_active: 1,
  ...(library.type === 'movie' ? {} : asTexts({ parent_count: parentCount ?? 0, child_count: childCount ?? 0 })),
});

export const presentFoundServer = (server: FoundServer): JsonObject => ({
  httpsRequired: server.isHttpsRequired ? '1' : '0',
  clientIdentifier: server.machineIdentifier,
  label: server.name,
  ...asTexts({ ip: server.address, port: server.port, uri: server.uri }),
  local: server.isLocal ? '1' : '0',
  value: `${server.address ?? ''}:${server.port ?? ''}`,
  is_cloud: server.isCloud,
});
