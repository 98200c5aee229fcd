import type { Cancel } from '#clock';
import type { OutsideItem, Stream } from '../actions.ts';
import type { Channel, Item, MediaVersion, Person, Player, Programme } from '../world/types.ts';

export type PlayState = 'playing' | 'paused' | 'buffering' | 'error' | 'stopped';

/** What a tuner delivers to one client. */
export interface Tuning {
  readonly channel: Channel;
  readonly uuid: string;
  readonly ratingKey: number;
  readonly media: MediaVersion;
  /** Some servers leave the rating key out of the session list. */
  readonly keyInSession: boolean;
  programme: Programme;
  /** Epoch seconds. */
  beginsAt: number;
}

export interface Device extends Player {
  readonly machineIdentifier: string;
}

/** The variable places of a rendered session; everything between them stays as it is until the stream changes. */
export interface SessionTemplate {
  readonly xml: readonly string[];
  readonly json: readonly string[];
}

/** A client that plays something. Times are milliseconds after t0, offsets are positions in the item. */
export interface Session {
  readonly name: string;
  readonly key: number;
  readonly sessionId: string;
  readonly person: Person;
  readonly device: Device;
  readonly listed: boolean;
  readonly silent: boolean;
  readonly speed: number;
  readonly reportIntervalMs: number;
  readonly hasSessionElement: boolean;
  readonly location: string | undefined;
  readonly bandwidth: number | undefined;
  item: Item;
  outside: OutsideItem | null;
  live: Tuning | null;
  /** How many channels this session has tuned to. */
  tuned: number;
  state: PlayState;
  /** The position of the client's last report, and when that was. */
  baseOffset: number;
  baseAt: number;
  playQueueItemId: number;
  stream: Stream;
  transcodes: number;
  transcodeId: string | null;
  transcodeStartedAt: number;
  template: SessionTemplate | null;
  cancelReport: Cancel;
}

/** The position at time `at`: it moves only while the stream plays. */
export function offsetAt(session: Session, at: number): number {
  if (session.state !== 'playing') return session.baseOffset;
  const moved = session.baseOffset + (at - session.baseAt) * session.speed;
  return Math.max(0, Math.min(Math.round(moved), session.item.duration ?? Number.POSITIVE_INFINITY));
}

/** The source version a stream is made from. */
export function sourceOf(session: Session): MediaVersion {
  const { media } = session.item;
  return media[session.stream.media ?? 0] ?? media[0] ?? { attrs: {}, parts: [] };
}

/** Anything but direct play runs through the transcoder. */
export const needsTranscoder = (stream: Stream): boolean =>
  Boolean(stream.video || stream.audio || stream.subtitle || stream.container);
