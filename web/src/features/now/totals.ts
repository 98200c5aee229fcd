import type { LiveSession } from '../../lib/live/live-state.ts';

/** The numbers above the live streams. Rates in kbps. */
export interface Totals {
  readonly streams: number;
  readonly transcodes: number;
  readonly lanKbps: number;
  readonly wanKbps: number;
  /** Streams whose rate is not known, so that the sums are "at least". */
  readonly unknownRates: number;
}

/** Adds up what is live; streams that just ended, and those no server has confirmed, do not count. */
export function totals(sessions: readonly LiveSession[]): Totals {
  const sum = { streams: 0, transcodes: 0, lanKbps: 0, wanKbps: 0, unknownRates: 0 };
  for (const { view, ending } of sessions) {
    if (ending !== null || !view.isConfirmed) continue;
    sum.streams += 1;
    if (view.stream.decision === 'transcode') sum.transcodes += 1;
    const { bandwidthKbps, location } = view.network;
    if (bandwidthKbps === null) sum.unknownRates += 1;
    else if (location === 'lan') sum.lanKbps += bandwidthKbps;
    else sum.wanKbps += bandwidthKbps;
  }
  return sum;
}
