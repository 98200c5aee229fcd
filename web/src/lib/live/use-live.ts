import { useSyncExternalStore } from 'react';
import { clock } from '../clock.ts';
import type { LiveState } from './live-state.ts';
import { liveStore } from './live-store.ts';

/** The page's live data. */
export const live = liveStore(clock);

/** A part of the live data; re-renders when that part changes. `select` must return what the state holds, not a new object. */
export const useLive = <T>(select: (state: LiveState) => T): T =>
  useSyncExternalStore(live.subscribe, () => select(live.get()));
