import type { EpochMs } from '#clock';
import type { DescribedItem, ListedSession } from '#plex/facts.ts';
import type { ServerTrigger, StreamMoment, StreamTrigger } from '../announce.ts';
import type { RawRecord } from './raw-record.ts';

/** The server an event is about, as it was last known. */
export interface ServerContext {
  /** The name that is shown: the override when there is one. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly platform: string;
  readonly version: string;
  readonly machineIdentifier: string;
}

/** This program. */
export interface ProgramContext {
  readonly version: string;
  readonly remote: string;
  readonly branch: string;
  readonly commit: string;
}

export interface ParameterSettings {
  readonly dateFormat: string;
  readonly timeFormat: string;
  /** Address of Plex's web app, for links. */
  readonly plexWebUrl: string;
  /** `notify_group_recently_added_grandparent` and `notify_group_recently_added_parent`. */
  readonly groupsByGrandparent: boolean;
  readonly groupsByParent: boolean;
}

/**
 * How facts about streams and items are called in texts: the names are those of the compatible API, so whoever knows that
 * one hands them in.
 */
export interface Words {
  /** An entry of the session list, without who watches. */
  stream(listed: ListedSession): RawRecord;
  /** An item, with its files under `media_info`. */
  item(described: DescribedItem): RawRecord;
}

/** What every event has. */
export interface ParameterContext {
  readonly server: ServerContext | null;
  readonly program: ProgramContext;
  readonly settings: ParameterSettings;
  /** When it happened; what is counted up to now is counted up to this moment. */
  readonly now: EpochMs;
  /** IANA name of the zone people live in. */
  readonly timeZone: string;
  readonly words: Words;
}

/** The person who plays, as we know them. */
export interface PersonContext {
  /** plex.tv's number. */
  readonly userId: number;
  readonly username: string;
  readonly friendlyName: string;
  readonly email: string | null;
  readonly thumb: string | null;
  readonly isAdmin: boolean;
  readonly isHomeUser: boolean;
  readonly isAllowSync: boolean;
  readonly isRestricted: boolean;
  readonly keepHistory: boolean;
  readonly isDeleted: boolean;
  readonly allowGuest: boolean;
  readonly sharedLibraries: readonly string[];
}

/** A stream that is live when the event is told. */
export interface LiveStream {
  readonly sessionKey: string;
  /** The same numbering as `PersonContext.userId`. */
  readonly userId: number;
  readonly location: string | null;
  readonly bandwidthKbps: number | null;
  /** `direct play`, `copy` or `transcode`. */
  readonly decision: string | null;
}

/** Where the picture of an item can be seen by everybody, and what it is called there. */
export interface HostedPoster {
  readonly url: string;
  readonly title: string;
}

export interface StreamEvent {
  readonly kind: 'stream';
  readonly trigger: StreamTrigger;
  readonly stream: StreamMoment;
  readonly person: PersonContext;
  readonly liveStreams: readonly LiveStream[];
  readonly poster: HostedPoster | null;
}

export interface CreatedEvent {
  readonly kind: 'created';
  readonly trigger: 'on_created';
  readonly item: DescribedItem;
  /** The new items this one stands for, as the server describes them. */
  readonly children: readonly DescribedItem[];
  /** Sent by hand: groups whatever the settings say (notification notes 4.2). */
  readonly isManual: boolean;
  readonly liveStreams: readonly LiveStream[];
  readonly poster: HostedPoster | null;
}

export interface ServerEvent {
  readonly kind: 'server';
  readonly trigger: ServerTrigger | 'test' | 'api';
  /** By the names of the parameters; instants (`update_release_date`) as epoch seconds. */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

export type ParameterEvent = StreamEvent | CreatedEvent | ServerEvent;
