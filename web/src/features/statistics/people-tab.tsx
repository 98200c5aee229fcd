import { ChartsGrid, WIDE } from './charts-grid.tsx';
import { CrossCard } from './cross-card.tsx';
import { SpreadCard } from './spread-card.tsx';
import { AlongTime } from './time-charts.tsx';
import { TopCard } from './top-card.tsx';
import { useStats } from './use-stats.ts';

/** Who watches. */
export function PeopleTab() {
  const stats = useStats();
  return (
    <ChartsGrid>
      <TopCard stats={stats} by="person" />
      <SpreadCard stats={stats} />
      <CrossCard stats={stats} id="people-types" split="user" cross="mediaType" />
      <CrossCard stats={stats} id="people-streams" split="user" cross="decision" />
      <AlongTime stats={stats} id="people-time" name="people" split="user" className={WIDE} />
    </ChartsGrid>
  );
}
