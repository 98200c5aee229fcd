/** The devices of a person, for the native API. */
import type { DeviceList, DeviceUse } from '#contract/person.ts';
import type { Db } from '#db/pool.ts';
import type { ColumnName } from '#history/blocks/columns.ts';
import { EVER, readPlays } from '#history/blocks/read-plays.ts';
import { idMarks } from '#history/rows/id-marks.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { DEVICE_COLUMNS, type DeviceAmount, deviceUse } from './device-use.ts';
import { latestPlay } from './native-people.ts';
import { descriptionsOfServer, knownDevices } from './queries-watch-time-players.ts';
import { type PlayDetails, playsWithDetails } from './watch-time-tables.ts';

const moment = (epochS: number): string => new Date(epochS * 1_000).toISOString();

function shown({ device, ...amount }: DeviceAmount, latest: PlayDetails | undefined): DeviceUse {
  return {
    title: device.title === '' ? null : device.title,
    platform: device.platform,
    product: device.product,
    plays: amount.plays,
    groups: amount.groups,
    watchedMs: Math.max(0, amount.watchedMs),
    firstSeenAt: moment(amount.firstS),
    lastSeenAt: moment(amount.lastS),
    addresses: amount.addresses,
    decisions: [...amount.decisions],
    latest: latest === undefined ? null : latestPlay(latest),
  };
}

/** On what a person watches and how, the busiest first; whose it is was asked before. */
export async function personDevices(db: Db, visible: Visible, userId: number): Promise<DeviceList> {
  const { serverId } = boundsOf(visible);
  const ofServer: readonly ColumnName[] = serverId === null ? [] : ['items'];
  const [plays, known, items] = await Promise.all([
    readPlays(db, [...DEVICE_COLUMNS, ...ofServer], EVER),
    knownDevices(db),
    serverId === null ? null : descriptionsOfServer(db, serverId),
  ]);
  const devices = deviceUse(plays, { userId, items: items === null ? null : idMarks(items) }, known);
  const latest = await playsWithDetails(
    db,
    devices.map(({ lastPlayId }) => lastPlayId),
  );
  return { devices: devices.map((device) => shown(device, latest.get(device.lastPlayId))) };
}
