import type { Attributes } from '../wire/element.ts';

/** One event of the notification stream, as it stands inside `NotificationContainer` (Plex protocol notes 4.2). */
export interface Notification {
  readonly type: string;
  readonly payload: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

export type Notify = (notification: Notification) => void;

/** The text frame of an event. */
export const notificationText = ({ type, payload, entry }: Notification): string =>
  JSON.stringify({ NotificationContainer: { type, size: 1, [payload]: [entry] } });

export const playingNotification = (entry: Readonly<Record<string, unknown>>): Notification => ({
  type: 'playing',
  payload: 'PlaySessionStateNotification',
  entry,
});

export const transcodeNotification = (event: 'start' | 'update' | 'end', attrs: Attributes): Notification => ({
  type: `transcodeSession.${event}`,
  payload: 'TranscodeSession',
  entry: attrs,
});

export const timelineNotification = (entry: Readonly<Record<string, unknown>>): Notification => ({
  type: 'timeline',
  payload: 'TimelineEntry',
  entry,
});

export const reachabilityNotification = (reachability: boolean): Notification => ({
  type: 'reachability',
  payload: 'ReachabilityNotification',
  entry: { reachability },
});
