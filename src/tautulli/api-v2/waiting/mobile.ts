import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room mobile. */
export const mobileWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'register_device',
    summary: 'Pairs an app with this server',
    room: 'mobile',
    access: 'write',
    params: {
      device_id: { kind: 'text', required: true },
      device_name: { kind: 'text', required: true },
      platform: { kind: 'text' },
      version: { kind: 'text' },
      friendly_name: { kind: 'text' },
      onesignal_id: { kind: 'text' },
      min_version: { kind: 'text' },
    },
  }),
  waitingCommand({
    name: 'set_mobile_device_config',
    summary: 'Names a paired device',
    room: 'mobile',
    access: 'write',
    params: { mobile_device_id: { kind: 'id', required: true }, friendly_name: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'delete_mobile_device',
    summary: 'Unpairs a device',
    room: 'mobile',
    access: 'write',
    params: { mobile_device_id: { kind: 'id' }, device_id: { kind: 'text' } },
  }),
];
