import { TRIGGERS } from '#contract/enums.ts';
import type { Announcement } from '../announce.ts';

const KINDS: ReadonlySet<unknown> = new Set(['stream', 'created', 'server']);
const KNOWN_TRIGGERS: ReadonlySet<unknown> = new Set(TRIGGERS);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** We wrote the row ourselves, so its skeleton tells what it is. */
function isAnnouncement(value: unknown): value is Announcement {
  if (!isObject(value) || !KINDS.has(value.kind) || !KNOWN_TRIGGERS.has(value.trigger)) return false;
  if (value.kind === 'stream') return isObject(value.stream) && isObject(value.stream.listed);
  return value.kind === 'created' ? isObject(value.item) : isObject(value.facts);
}

/** An event of the outbox. Throws for what another version wrote in another way. */
export function readAnnouncement(payload: unknown): Announcement {
  if (!isAnnouncement(payload)) throw new TypeError('a stored event is of no known kind');
  return payload;
}
