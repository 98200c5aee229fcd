/** What a period comes to, and the time before it, for the native API. */
import { DECISIONS } from '#contract/enums.ts';
import type { KeyNumbers, KeyNumbersOf, KeyNumbersQuery } from '#contract/statistics-lists.ts';
import {
  decisionOf,
  isDescribed,
  isStreamDescribed,
  mediaCode,
  mediaOf,
  type PlayColumns,
} from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { those } from '#history/blocks/selection.ts';
import { peaksOf } from './concurrency.ts';
import { finishedColumns, finishedViewings } from './finished.ts';
import { inPeriod, isoOf, periodOf, playsOfPeriod, type StatisticsDeps, timeBefore } from './native-narrowed.ts';
import { NOTHING, shownAmounts, tallyOf } from './tally.ts';
import { viewingsOf } from './viewings.ts';

/**
 * The key numbers of a period and of the time before it.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function keyNumbers(deps: StatisticsDeps, query: KeyNumbersQuery): Promise<KeyNumbers> {
  const { settings } = deps;
  const period = periodOf(query, deps.context);
  const before = timeBefore(period);
  const narrowed = await playsOfPeriod(deps, query, { fromMs: before.fromMs, untilMs: period.untilMs }, [
    ...(['watchGroups', 'watchedMs', 'users', 'titles'] as const),
    ...finishedColumns(settings),
  ]);
  const unit = (query.grouped ?? settings.groupHistory) ? 'group' : 'play';
  const numbersOf = (chosen: Int32Array): KeyNumbersOf => {
    const { plays } = narrowed;
    const viewings = viewingsOf(plays, chosen, unit);
    const finished = finishedViewings(plays, chosen, viewings, settings);
    const [sum = NOTHING] = tallyOf({ plays, viewings, finished, countsPeople: true }, () => 0);
    const streams = those(chosen, (index) => isStreamDescribed(plays.traits[index] ?? 0));
    return {
      ...shownAmounts(sum),
      titles: titlesOf(plays, chosen),
      peak: peakOf(plays, streams),
      decisions: decisionsOf(plays, chosen),
    };
  };
  return {
    from: isoOf(period.fromMs),
    until: isoOf(period.untilMs),
    comparedFrom: isoOf(before.fromMs),
    now: numbersOf(inPeriod(narrowed, period)),
    before: numbersOf(inPeriod(narrowed, before)),
  };
}

/** Films, shows and artists have titles of their own; titles of different kinds differ. */
const TITLED: readonly number[] = [mediaCode('movie'), mediaCode('episode'), mediaCode('track')];

function titlesOf(plays: PlayColumns, chosen: Int32Array): number {
  const found = TITLED.map((media) => ({ media, titles: new Numbering(256) }));
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    const traits = plays.traits[index] ?? 0;
    if (!isDescribed(traits)) continue;
    const media = mediaOf(traits);
    for (const one of found) if (one.media === media) one.titles.numberOf(plays.titles[index] ?? 0);
  }
  return found.reduce((sum, { titles }) => sum + titles.size, 0);
}

/** The most streams at the same time; null without streams. */
export function peakOf(plays: PlayColumns, streams: Int32Array): KeyNumbersOf['peak'] {
  const peak = peaksOf(plays, streams).any;
  if (peak === null) return null;
  return { streams: peak.count, from: isoOf(peak.startedS * 1000), until: isoOf(peak.stoppedS * 1000) };
}

function decisionsOf(plays: PlayColumns, chosen: Int32Array): KeyNumbersOf['decisions'] {
  const counts = new Array<number>(DECISIONS.length + 1).fill(0);
  for (let at = 0; at < chosen.length; at++) {
    const place = decisionOf(plays.traits[chosen[at] ?? 0] ?? 0) + 1;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const [unknown = 0, directPlay = 0, directStream = 0, transcode = 0] = counts;
  return { directPlay, directStream, transcode, unknown };
}
