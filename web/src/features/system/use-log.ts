import { useEffect, useState } from 'react';
import type { SystemLogLine, SystemLogPage } from '#contract/system-logs.ts';
import { getJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import type { LogSearch } from './log-filter.ts';

const POLL_MS = 2_000;
/** More is not kept in the page. */
const MOST_LINES = 3_000;

interface State {
  /** The latest first. */
  readonly lines: readonly SystemLogLine[];
  readonly older: number | null;
  readonly next: number;
}

export interface LogOf {
  readonly lines: readonly SystemLogLine[] | null;
  readonly error: Error | null;
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  loadOlder(): void;
}

const latestFirst = (page: SystemLogPage): readonly SystemLogLine[] => page.lines.toReversed();

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The log as far as it is wanted, and what is added to it as long as it is live and somebody looks. */
export function useLog({ level, part, search }: LogSearch, isLive: boolean): LogOf {
  const [state, setState] = useState<State | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isLoadingOlder, setLoadingOlder] = useState(false);

  useEffect(() => {
    const leaving = new AbortController();
    setState(null);
    setError(null);
    getJson<SystemLogPage>('/logs', { level, part, search }, leaving.signal).then(
      (page) => setState({ lines: latestFirst(page), older: page.older, next: page.next }),
      (cause: unknown) => !leaving.signal.aborted && setError(asError(cause)),
    );
    return () => leaving.abort();
  }, [level, part, search]);

  const next = state?.next ?? null;
  useEffect(() => {
    if (!isLive || next === null) return undefined;
    const leaving = new AbortController();
    const look = async (): Promise<void> => {
      while (!leaving.signal.aborted) {
        await clock.sleep(POLL_MS, leaving.signal);
        if (leaving.signal.aborted || document.hidden) continue;
        try {
          const page: SystemLogPage = await getJson('/logs', { level, part, search, after: next }, leaving.signal);
          setError(null);
          if (page.next !== next) {
            setState((now) => (now === null ? now : withNew(now, page)));
            return;
          }
        } catch (cause) {
          if (!leaving.signal.aborted) setError(asError(cause));
        }
      }
    };
    void look();
    return () => leaving.abort();
  }, [isLive, next, level, part, search]);

  const loadOlder = (): void => {
    if (state?.older == null || isLoadingOlder) return;
    setLoadingOlder(true);
    getJson<SystemLogPage>('/logs', { level, part, search, before: state.older })
      .then(
        (page) => setState((now) => now && { ...now, lines: [...now.lines, ...latestFirst(page)], older: page.older }),
        (cause: unknown) => setError(asError(cause)),
      )
      .finally(() => setLoadingOlder(false));
  };
  return { lines: state?.lines ?? null, error, hasOlder: state?.older != null, isLoadingOlder, loadOlder };
}

/** Adds what is new on top; of very much only the latest stays, and the way to the rest. */
function withNew(now: State, page: SystemLogPage): State {
  // A gap: what lies between is reached by going on to older lines.
  const before = page.older === null ? now.lines : [];
  const lines = [...latestFirst(page), ...before];
  const kept = lines.slice(0, MOST_LINES);
  const cut = kept.length < lines.length ? (kept.at(-1)?.position ?? null) : null;
  return { lines: kept, older: cut ?? page.older ?? now.older, next: page.next };
}
