import { ChartsGrid, WIDE } from './charts-grid.tsx';
import { CrossCard } from './cross-card.tsx';
import { AlongTime } from './time-charts.tsx';
import { TopCard } from './top-card.tsx';
import { useStats } from './use-stats.ts';

/** On what it is watched. */
export function DevicesTab() {
  const stats = useStats();
  return (
    <ChartsGrid>
      <CrossCard stats={stats} id="platform-types" split="platform" cross="mediaType" />
      <CrossCard stats={stats} id="platform-streams" split="platform" cross="decision" />
      <TopCard stats={stats} by="player" />
      <TopCard stats={stats} by="product" />
      <AlongTime stats={stats} id="platform-time" name="platforms" split="platform" className={WIDE} />
    </ChartsGrid>
  );
}
