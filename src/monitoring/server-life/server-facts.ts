/** What notifications about a server may say, by the names of their parameters (notification notes 5). Pure. */
import { createHash } from 'node:crypto';
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Announcement, ServerTrigger } from '#notifications/announce.ts';
import type { PlexUpdate, UpdateChannel } from '#plex/parse-downloads.ts';

type Facts = Readonly<Record<string, string | number | null>>;

/** Number under which a server lists the channel of betas. */
const BETA = '8';

/** Which releases count: what the setting says, or what the server itself follows (Plex protocol notes 5.14). */
export function channelOf(setting: Settings['plexUpdateChannel'], ownChannel: string | null): UpdateChannel {
  if (setting !== 'plex') return setting;
  return ownChannel === BETA ? 'beta' : 'public';
}

const channelName = (channel: UpdateChannel): string => (channel === 'beta' ? 'Beta' : 'Public');

export const updateFacts = (update: PlexUpdate): Facts => ({
  update_version: update.version,
  update_url: update.downloadUrl,
  update_release_date: update.releaseDate,
  update_platform: update.platform,
  update_distro: update.distribution,
  update_distro_build: update.build,
  update_requirements: update.requirements ?? '',
  update_extra_info: update.extraInfo ?? '',
  update_changelog_added: update.added ?? '',
  update_changelog_fixed: update.fixed ?? '',
});

/** A token is announced as refused once; this tells it from its successor without giving it away. */
export const tokenTag = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 10);

export interface ServerNews {
  readonly trigger: ServerTrigger;
  readonly at: EpochMs;
  readonly serverId: ServerId;
  readonly channel: UpdateChannel;
  readonly facts?: Facts;
  readonly tag?: string;
}

export const serverAnnouncement = ({ trigger, at, serverId, channel, facts, tag }: ServerNews): Announcement => ({
  kind: 'server',
  trigger,
  at,
  serverId,
  facts: { update_channel: channelName(channel), ...facts },
  tag: tag ?? null,
});
