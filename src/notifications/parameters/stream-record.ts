/** The records of streams and of new items (notification notes 4.1). */
import { type RawRecord, withFile } from './raw-record.ts';
import type { CreatedEvent, PersonContext, StreamEvent, Words } from './types.ts';

const MS_PER_SECOND = 1000;

const seconds = (ms: number): number => Math.floor(ms / MS_PER_SECOND);

const flag01 = (flag: boolean): 0 | 1 => (flag ? 1 : 0);

/** Sent for a stream that has only begun, which has no last moment yet. */
const BEGINNINGS: ReadonlySet<string> = new Set(['on_play', 'on_concurrent', 'on_newdevice']);

const personRecord = (person: PersonContext): RawRecord => ({
  user_id: person.userId,
  user: person.username,
  username: person.username,
  friendly_name: person.friendlyName,
  email: person.email ?? '',
  user_thumb: person.thumb ?? '',
  is_admin: flag01(person.isAdmin),
  is_home_user: flag01(person.isHomeUser),
  is_allow_sync: flag01(person.isAllowSync),
  is_restricted: flag01(person.isRestricted),
  keep_history: flag01(person.keepHistory),
  deleted_user: flag01(person.isDeleted),
  allow_guest: flag01(person.allowGuest),
  shared_libraries: person.sharedLibraries,
});

/** A stream at the moment of its event. `nowMs` is when that was. */
export function streamRecord({ trigger, stream, person }: StreamEvent, words: Words, nowMs: number): RawRecord {
  const isBeginning = BEGINNINGS.has(trigger);
  const lastMoment = stream.stoppedAt ?? (isBeginning ? null : nowMs);
  return {
    ...words.stream(stream.listed),
    ...personRecord(person),
    session_key: stream.sessionKey,
    state: stream.state,
    // What has only begun is where the list says it is.
    ...(isBeginning ? {} : { view_offset: String(stream.viewOffsetMs) }),
    started: seconds(stream.startedAt),
    stopped: lastMoment === null ? '' : seconds(lastMoment),
    paused_counter: Math.round(stream.pausedMs / MS_PER_SECOND),
    buffer_count: stream.bufferCount,
    watched: flag01(stream.isWatched),
    initial_stream: flag01(stream.isInitial),
  };
}

/** A new item with its file. */
export const createdRecord = ({ item }: CreatedEvent, words: Words): RawRecord => withFile(words.item(item));
