import { useEffect, useRef, useState } from 'react';
import type { Cancel } from '#clock';
import { clock } from '../lib/clock.ts';
import { t } from '../lib/i18n.ts';
import type { LiveSession } from '../lib/live/live-state.ts';
import { useLive } from '../lib/live/use-live.ts';

/** Screen readers hear about live activity at most this often. */
const QUIET_MS = 10_000;
/** What happens together is told together. */
const GATHER_MS = 1000;

interface Change {
  readonly id: number;
  readonly text: string;
}

/** What began and what ended between two looks. */
function changes(before: ReadonlyMap<number, boolean>, sessions: readonly LiveSession[]): Change[] {
  return sessions.flatMap(({ view, ending }) => {
    const wasLive = before.get(view.id);
    const values = { name: view.user.name, title: view.item.fullTitle };
    if (wasLive === undefined && !ending) return [{ id: view.id, text: t('announce.started', values) }];
    if (wasLive && ending) return [{ id: view.id, text: t('announce.stopped', values) }];
    return [];
  });
}

const look = (sessions: readonly LiveSession[]): Map<number, boolean> =>
  new Map(sessions.map(({ view, ending }) => [view.id, ending === null]));

function sentence(waiting: readonly Change[], count: number): string {
  const texts = waiting.slice(-3).map(({ text }) => text);
  return [...texts, t('now.streams', { n: count })].join('. ');
}

/** Tells screen readers politely who started and who stopped, never more than once in ten seconds. */
export function Announcer() {
  const isKnown = useLive((state) => state.isKnown);
  const sessions = useLive((state) => state.sessions);
  const [words, setWords] = useState('');
  const seen = useRef<Map<number, boolean> | null>(null);
  const waiting = useRef<Change[]>([]);
  const latest = useRef(sessions);
  const spokenAt = useRef(Number.NEGATIVE_INFINITY);
  const cancel = useRef<Cancel>(undefined);

  useEffect(() => {
    latest.current = sessions;
    if (!isKnown) return;
    // The first look is no news.
    if (seen.current) waiting.current.push(...changes(seen.current, sessions));
    seen.current = look(sessions);
    if (waiting.current.length === 0 || cancel.current) return;
    const speak = (): void => {
      cancel.current = undefined;
      spokenAt.current = clock.monotonic();
      const live = latest.current.filter(({ ending }) => ending === null).length;
      setWords(sentence(waiting.current, live));
      waiting.current = [];
    };
    cancel.current = clock.after(Math.max(GATHER_MS, spokenAt.current + QUIET_MS - clock.monotonic()), speak);
  }, [isKnown, sessions]);

  useEffect(() => () => cancel.current?.(), []);
  return (
    <p aria-live="polite" className="sr-only" data-announcer>
      {words}
    </p>
  );
}
