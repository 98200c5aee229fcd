/** A message of the notification socket -> what happened (Plex protocol notes 4.2 to 4.6). */
import { z } from 'zod';
import { SESSION_STATES } from '#contract/enums.ts';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { PlaybackReport, PlexNotification, TimelineChange } from './facts.ts';
import { liveUuidOf } from './parse-sessions.ts';

export type NotificationResult =
  | { readonly kind: 'notification'; readonly notification: PlexNotification }
  /** Understood, but nothing we use. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'problem'; readonly problem: string };

/** Servers send keys as text or as numbers. */
const textOrNumber = z.union([z.string(), z.number()]).transform(String);
const key = textOrNumber.pipe(z.string().regex(/^\d{1,32}$/));
const optionalKey = key.nullish().catch(null);
/** PostgreSQL cannot store the character 0. */
const plain = z.string().transform((value) => value.replaceAll('\u0000', ''));
const optionalText = plain.nullish().catch(null);
const MAX_INT = 2_147_483_647;
const whole = z.coerce.number().int().min(-MAX_INT).max(MAX_INT);

const Entries = z.array(z.unknown());
const Envelope = z.object({ type: z.string() }).catchall(z.unknown());

const Playing = z.object({
  sessionKey: key,
  ratingKey: optionalKey,
  key: optionalText,
  viewOffset: z.coerce.number().int().nonnegative().catch(0),
  state: z.enum([...SESSION_STATES, 'stopped']),
  transcodeSession: optionalText,
});

const Timeline = z.object({
  identifier: z.literal('com.plexapp.plugins.library'),
  itemID: key,
  sectionID: whole.catch(0),
  type: whole,
  state: whole,
  metadataState: optionalText,
  parentItemID: optionalKey,
  rootItemID: optionalKey,
  title: plain.catch(''),
});

const Reachability = z.object({ reachability: z.boolean().catch(false) });

function toReport(entry: z.infer<typeof Playing>): PlaybackReport {
  return {
    sessionKey: entry.sessionKey as SessionKey,
    ratingKey: (entry.ratingKey ?? null) as RatingKey | null,
    liveUuid: liveUuidOf(entry.key ?? null),
    state: entry.state,
    viewOffsetMs: entry.viewOffset,
    transcodeId: entry.transcodeSession?.split('/').at(-1) || null,
  };
}

function toChange(entry: z.infer<typeof Timeline>): TimelineChange {
  return {
    ratingKey: entry.itemID as RatingKey,
    sectionId: entry.sectionID,
    typeNumber: entry.type,
    state: entry.state,
    metadataState: entry.metadataState || null,
    parentRatingKey: (entry.parentItemID ?? null) as RatingKey | null,
    rootRatingKey: (entry.rootItemID ?? null) as RatingKey | null,
    title: entry.title,
  };
}

/** The entries that fit; the others say nothing we can use (no key, a guide entry, an unknown state). */
const fitting = <T>(entries: readonly unknown[], schema: z.ZodType<T>): readonly T[] =>
  entries.flatMap((entry) => {
    const parsed = schema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });

type Reader = (entries: readonly unknown[]) => PlexNotification | null;

/** What we use, by type: the name of its list and how to read it. */
const READERS: Readonly<Record<string, { readonly list: string; readonly read: Reader }>> = {
  playing: {
    list: 'PlaySessionStateNotification',
    read(entries) {
      const reports = fitting(entries, Playing).map(toReport);
      return reports.length === 0 ? null : { kind: 'playing', reports };
    },
  },
  timeline: {
    list: 'TimelineEntry',
    read(entries) {
      const changes = fitting(entries, Timeline).map(toChange);
      return changes.length === 0 ? null : { kind: 'timeline', changes };
    },
  },
  reachability: {
    list: 'ReachabilityNotification',
    read(entries) {
      const last = fitting(entries, Reachability).at(-1);
      return last === undefined ? null : { kind: 'reachability', isReachable: last.reachability };
    },
  },
};

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Very old servers send no wrapper and call every list `_children`. */
export function parseNotification(body: string): NotificationResult {
  const json = readJson(body);
  if (json === undefined) return { kind: 'problem', problem: 'a notification is not valid JSON' };
  const wrapped = z.object({ NotificationContainer: Envelope }).safeParse(json);
  const envelope = wrapped.success ? wrapped.data.NotificationContainer : Envelope.safeParse(json).data;
  if (envelope === undefined) return { kind: 'problem', problem: 'a notification has no type' };
  const reader = Object.hasOwn(READERS, envelope.type) ? READERS[envelope.type] : undefined;
  if (reader === undefined) return { kind: 'ignored' };
  const entries = Entries.safeParse(envelope[reader.list] ?? envelope._children);
  if (!entries.success || entries.data.length === 0)
    return { kind: 'problem', problem: `a notification of type "${envelope.type}" has no content` };
  const notification = reader.read(entries.data);
  return notification === null ? { kind: 'ignored' } : { kind: 'notification', notification };
}
