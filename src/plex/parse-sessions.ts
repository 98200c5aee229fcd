/** `GET /status/sessions`: who plays what, how (Plex protocol notes 3.6). */
import { z } from 'zod';
import type { SessionKey } from '#contract/ids.ts';
import { describeIssues, milliseconds, requiredDigits, text } from './attributes.ts';
import type { Delivery } from './delivery.ts';
import { deriveStream } from './derive-stream.ts';
import type { DescribedItem, ListedSession } from './facts.ts';
import { parseMedia } from './media.ts';
import { parseConnection } from './parse-connection.ts';
import { hiddenSeasonKey, parseItem, parseSurroundings, type Surroundings, withExtraPoster } from './parse-item.ts';
import type { ParseResult } from './parse-metadata.ts';
import { playedOf } from './played-media.ts';
import { parseTranscoder } from './transcoder.ts';
import { childNamed, childrenNamed, parseXml, type XmlElement } from './xml.ts';

/** A session as listed, with what is needed to describe its stream again once its item was read. */
export interface SessionEntry {
  readonly listed: ListedSession;
  readonly delivery: Delivery;
}

export interface SessionList {
  readonly sessions: readonly ListedSession[];
  readonly entries: readonly SessionEntry[];
  /** A sentence for every entry that was left out because it could not be read. */
  readonly problems: readonly string[];
  /** Keys of the left out entries that have one: their sessions are there, only unreadable. */
  readonly unreadable: readonly SessionKey[];
}

const SessionAttributes = z.object({
  sessionKey: requiredDigits,
  viewOffset: milliseconds,
  key: text,
});

const SESSION_ELEMENTS = ['Track', 'Video', 'Photo'];
/** Background music of the library pages is no play. */
const THEME_MUSIC = 'library://';
const LIVE_SESSION = '/livetv/sessions/';

const isThemeMusic = ({ name, attributes }: XmlElement): boolean =>
  name === 'Track' && (attributes.guid ?? '').startsWith(THEME_MUSIC);

/** Last element of `/livetv/sessions/{uuid}`, null for other keys. */
export const liveUuidOf = (key: string | null): string | null =>
  key?.startsWith(LIVE_SESSION) ? key.split('/').at(-1) || null : null;

/** What became of one entry; null for what is no play. */
export type EntryResult =
  | { readonly ok: true; readonly entry: SessionEntry }
  | { readonly ok: false; readonly sessionKey: SessionKey | null; readonly problem: string }
  | null;

/** One entry of the list. `serverVersion` may be null when it is not known yet. */
export function parseEntry(element: XmlElement, around: Surroundings, serverVersion: string | null): EntryResult {
  if (isThemeMusic(element)) return null;
  const session = SessionAttributes.safeParse(element.attributes);
  if (!session.success) return { ok: false, sessionKey: null, problem: describeIssues(session.error) };
  const sessionKey = session.data.sessionKey as SessionKey;
  const media = parseMedia(element, serverVersion);
  const parsed = parseItem(element, { around, media, isDescription: false });
  if (!parsed.ok) return { ok: false, sessionKey, problem: parsed.problem };
  const connected = parseConnection(element);
  if (!connected.ok) return { ok: false, sessionKey, problem: connected.problem };
  const { item } = parsed;
  const played = playedOf(media);
  const transcode = parseTranscoder(childNamed(element, 'TranscodeSession'));
  const isKeyless = item.ratingKey === null;
  const delivery: Delivery = { mediaType: item.mediaType, isLive: item.isLive, isKeyless, played, transcode };
  const listed: ListedSession = {
    sessionKey,
    viewOffsetMs: session.data.viewOffset ?? 0,
    hasPosition: session.data.viewOffset !== null,
    ...connected.connection,
    item: withExtraPoster({
      ...item,
      parentRatingKey: item.parentRatingKey ?? (isKeyless ? null : hiddenSeasonKey(item)),
      durationMs: item.durationMs ?? played.version?.durationMs ?? null,
    }),
    ...deriveStream(delivery, null),
    transcoder: transcode,
    played,
    liveUuid: played.version?.uuid ?? liveUuidOf(session.data.key),
  };
  return { ok: true, entry: { listed, delivery } };
}

/** The list made of its entries: those that cannot be read are left out, and the rest stands in the order of the keys. */
export function listOf(results: readonly EntryResult[]): SessionList {
  const entries = results
    .flatMap((result) => (result?.ok ? [result.entry] : []))
    .sort((a, b) => Number(a.listed.sessionKey) - Number(b.listed.sessionKey));
  const failed = results.flatMap((result) => (result === null || result.ok ? [] : [result]));
  return {
    entries,
    sessions: entries.map(({ listed }) => listed),
    problems: failed.map(
      ({ sessionKey, problem }) => `session ${sessionKey ?? 'without a key'} could not be read: ${problem}`,
    ),
    unreadable: failed.flatMap(({ sessionKey }) => sessionKey ?? []),
  };
}

export const isListRoot = ({ name }: XmlElement): boolean => name === 'MediaContainer';

/** Reads a session list. An entry that cannot be read is left out with a problem; it never costs the good ones. */
export function parseSessions(body: string, serverVersion: string | null): ParseResult<SessionList> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (!isListRoot(xml.root)) return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const around = parseSurroundings(xml.root);
  const elements = childrenNamed(xml.root, ...SESSION_ELEMENTS);
  return { ok: true, value: listOf(elements.map((element) => parseEntry(element, around, serverVersion))) };
}

/** The same session once its item's own description was read, which says all that is known of the item. */
export const describeSession = ({ listed, delivery }: SessionEntry, { item, media }: DescribedItem): ListedSession => ({
  ...listed,
  item: withExtraPoster({
    ...item,
    isLive: listed.item.isLive,
    sectionId: item.sectionId ?? listed.item.sectionId,
    libraryName: item.libraryName ?? listed.item.libraryName,
  }),
  ...deriveStream(delivery, media),
});
