/** Asks what the rules need to know and decides whether anybody is told (notification notes 6). */
import type { Settings } from '#config/settings.ts';
import type { Tx } from '#db/pool.ts';
import type { Announcement } from '../announce.ts';
import { countAddresses, countStreams, hasPlayed, hasStopped, wasTagged } from '../queries-gates.ts';
import { passesMediaRule } from './rules.ts';

type StreamAnnouncement = Extract<Announcement, { kind: 'stream' }>;
type ServerAnnouncement = Extract<Announcement, { kind: 'server' }>;

/** Whether what happened is told at all; an agent's own conditions are asked afterwards. */
export async function passesGate(tx: Tx, told: Announcement, settings: Settings): Promise<boolean> {
  switch (told.kind) {
    case 'created':
      return true;
    case 'server':
      return passesTagRule(tx, told, settings);
    case 'stream':
      if (told.trigger === 'on_concurrent') return isConcurrent(tx, told, settings);
      if (told.trigger === 'on_newdevice') return isNewDevice(tx, told, settings);
      return passesMediaRule(told.trigger, streamState(told), settings);
  }
}

const streamState = ({ stream }: StreamAnnouncement) => ({
  mediaType: stream.listed.item.mediaType,
  viewOffsetMs: stream.viewOffsetMs,
  durationMs: stream.durationMs,
});

async function isConcurrent(tx: Tx, told: StreamAnnouncement, settings: Settings): Promise<boolean> {
  const who = { serverId: told.serverId, userId: told.stream.userId, at: told.at };
  const count = settings.concurrentStreamsByAddress
    ? await countAddresses(tx, who, settings.concurrentIpv6PrefixLength)
    : await countStreams(tx, who);
  return count >= Math.max(2, settings.concurrentStreamsThreshold);
}

/** A device is known from its first stop on or, when a device may be new more than once, from its first recorded play on. */
async function isNewDevice(tx: Tx, { stream }: StreamAnnouncement, settings: Settings): Promise<boolean> {
  const machineId = stream.listed.player.machineId ?? '';
  const device = { userId: stream.userId, machineId, before: stream.startedAt };
  if (await hasPlayed(tx, device)) return false;
  return !(settings.newDeviceOnlyOnce && (await hasStopped(tx, device)));
}

/** A version or a rejected token is told once, unless the setting asks for more. */
async function passesTagRule(tx: Tx, { trigger, tag }: ServerAnnouncement, settings: Settings): Promise<boolean> {
  if (tag === null) return true;
  if (trigger === 'on_pmsupdate' && settings.repeatPlexUpdateNotification) return true;
  if (trigger === 'on_plexpyupdate' && settings.repeatUpdateNotification) return true;
  return !(await wasTagged(tx, trigger, tag));
}
