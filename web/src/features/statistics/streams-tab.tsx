import { useMay } from '../../lib/session.ts';
import { today } from '../filter/range-picker.tsx';
import { ChartsGrid, WIDE } from './charts-grid.tsx';
import { ConcurrencyChart } from './concurrency-chart.tsx';
import { CrossCard } from './cross-card.tsx';
import { MixCard } from './mix-cards.tsx';
import { AlongTime, ByClock } from './time-charts.tsx';
import { TopCard } from './top-card.tsx';
import { useStats } from './use-stats.ts';

/** How it is delivered. */
export function StreamsTab() {
  const stats = useStats();
  const seesAll = useMay('read');
  return (
    <ChartsGrid>
      <AlongTime stats={stats} id="streams" name="decisions" split="decision" className={WIDE} />
      <MixCard stats={stats} split="decision" />
      <TopCard stats={stats} by="reason" limit={5} colour="warn" />
      <CrossCard stats={stats} id="source-resolutions" split="sourceResolution" cross="decision" />
      <CrossCard stats={stats} id="delivered-resolutions" split="deliveredResolution" cross="decision" />
      <CrossCard stats={stats} id="platform-streams" split="platform" cross="decision" />
      {seesAll && <CrossCard stats={stats} id="people-streams" split="user" cross="decision" />}
      <TopCard stats={stats} by="videoCodec" limit={5} />
      <TopCard stats={stats} by="audioCodec" limit={5} />
      <ConcurrencyChart stats={stats} today={today()} className={WIDE} />
      <ByClock stats={stats} id="hours-streams" name="hoursStreams" split="decision" by="hour" className={WIDE} />
    </ChartsGrid>
  );
}
