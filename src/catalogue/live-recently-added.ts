/** What was added to the libraries of a server last. */
import { RECENT_KINDS } from '#contract/live.ts';
import type { Answer } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { type RecentKind, recentlyAddedIn, recentlyAddedOf } from '#plex/parse-recently-added.ts';
import type { ListedRow } from '#plex/parse-rows.ts';

export interface RecentlyAddedWanted {
  /** A kind counts before a library; without either everything is meant. */
  readonly kind: RecentKind | null;
  readonly sectionId: number | null;
  readonly start: number;
  readonly count: number;
}

/** The moment is sent as text, and clients know it sorted as text. */
const newestFirst = (rows: readonly ListedRow[]): readonly ListedRow[] =>
  rows.toSorted((a, b) => compareTexts(b.addedAt ?? '', a.addedAt ?? ''));

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A page of a kind or a library, or the newest of all kinds. Newest first. */
export async function readRecentlyAdded(
  media: Pick<MediaServer, 'ask'>,
  { kind, sectionId, start, count }: RecentlyAddedWanted,
): Promise<Answer<readonly ListedRow[]>> {
  const page = { start, size: count };
  if (kind !== null || sectionId !== null) {
    const question = kind === null ? recentlyAddedIn(sectionId ?? 0, page) : recentlyAddedOf(kind, page);
    const answer = await media.ask(question);
    return answer.ok ? { ok: true, value: newestFirst(answer.value) } : answer;
  }
  const all: ListedRow[] = [];
  for (const one of RECENT_KINDS) {
    const answer = await media.ask(recentlyAddedOf(one, page));
    if (!answer.ok) return answer;
    all.push(...answer.value);
  }
  return { ok: true, value: newestFirst(all).slice(0, count) };
}
