/** Columns made of a list of plays, for tests. */
import { DECISIONS, type Decision, type MediaType } from '#contract/enums.ts';
import {
  type ColumnName,
  emptyColumns,
  mediaCode,
  NO_STOP,
  ORIGIN_S,
  type PlayColumns,
  TRAITS,
  UNKNOWN,
} from './columns.ts';

export type TestPlay = Partial<Readonly<Record<Exclude<ColumnName, 'traits' | 'startedS' | 'stoppedS'>, number>>> & {
  /** Epoch seconds. */
  readonly start?: number;
  /** Epoch seconds; null for a play that never ended. */
  readonly stop?: number | null;
  readonly mediaType?: MediaType;
  readonly isLive?: boolean;
  readonly isDescribed?: boolean;
  readonly isStreamDescribed?: boolean;
  readonly decision?: Decision | null;
};

function traitsOf(play: TestPlay): number {
  const { mediaType = 'movie', decision = 'direct play' } = play;
  return (
    mediaCode(mediaType) +
    (play.isLive ? TRAITS.live : 0) +
    ((play.isDescribed ?? true) ? TRAITS.described : 0) +
    ((play.isStreamDescribed ?? true) ? TRAITS.streamDescribed : 0) +
    (decision === null ? 0 : DECISIONS.indexOf(decision) + 1) * TRAITS.decisionFactor
  );
}

/** Plays with ids from 1 on, a viewing each, an hour long from the year 2026 on, where nothing else is said. */
export function columnsOf(plays: readonly TestPlay[]): PlayColumns {
  const columns = emptyColumns(plays.length);
  for (const [index, play] of plays.entries()) {
    const { start = 1_767_225_600 + index, ids = index + 1 } = play;
    const stop = play.stop === undefined ? start + 3_600 : play.stop;
    columns.ids[index] = ids;
    columns.watchGroups[index] = play.watchGroups ?? ids;
    columns.users[index] = play.users ?? 1;
    columns.libraries[index] = play.libraries ?? 1;
    columns.startedS[index] = start - ORIGIN_S;
    columns.stoppedS[index] = stop === null ? NO_STOP : stop - ORIGIN_S;
    columns.watchedMs[index] = play.watchedMs ?? ((stop ?? start) - start) * 1_000;
    columns.traits[index] = traitsOf(play);
    columns.titles[index] = play.titles ?? 1;
    columns.platforms[index] = play.platforms ?? 1;
    columns.sourceResolutions[index] = play.sourceResolutions ?? 1;
    columns.deliveredResolutions[index] = play.deliveredResolutions ?? 1;
    columns.items[index] = play.items ?? 1;
    columns.players[index] = play.players ?? 1;
    columns.addresses[index] = play.addresses ?? 0;
    columns.offsetsMs[index] = play.offsetsMs ?? UNKNOWN;
    columns.lengthsMs[index] = play.lengthsMs ?? UNKNOWN;
    columns.pausedMs[index] = play.pausedMs ?? 0;
    columns.fractions[index] = play.fractions ?? 0;
    columns.deliveries[index] = play.deliveries ?? 0;
    columns.bandwidths[index] = play.bandwidths ?? UNKNOWN;
    columns.videoCodecs[index] = play.videoCodecs ?? 1;
    columns.audioCodecs[index] = play.audioCodecs ?? 1;
    columns.albums[index] = play.albums ?? 0;
    columns.creditsFirstMs[index] = play.creditsFirstMs ?? 0;
    columns.creditsFinalMs[index] = play.creditsFinalMs ?? 0;
  }
  return columns;
}

/** The indexes of so many plays. */
export const everyIndex = (count: number): Int32Array => Int32Array.from({ length: count }, (_none, index) => index);
