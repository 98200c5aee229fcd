import { useMay } from '../../lib/session.ts';
import { ChartsGrid, WIDE } from './charts-grid.tsx';
import { KeyNumbersRow } from './key-numbers.tsx';
import { MixCard, WeekCard } from './mix-cards.tsx';
import { AlongTime } from './time-charts.tsx';
import { TopCard } from './top-card.tsx';
import { useStats } from './use-stats.ts';

/** What happened, at a glance. */
export function OverviewTab() {
  const stats = useStats();
  const seesAll = useMay('read');
  return (
    <div className="flex flex-col gap-3 sm:gap-4">
      <KeyNumbersRow stats={stats} />
      <ChartsGrid>
        <AlongTime stats={stats} id="plays" name="types" split="mediaType" className={WIDE} />
        <TopCard stats={stats} by="movie" limit={5} colour="series-1" />
        <TopCard stats={stats} by="show" limit={5} colour="series-2" />
        {seesAll && <TopCard stats={stats} by="person" limit={5} />}
        <TopCard stats={stats} by="artist" limit={5} colour="series-3" />
        <WeekCard stats={stats} className={WIDE} />
        <MixCard stats={stats} split="decision" />
        <MixCard stats={stats} split="library" />
      </ChartsGrid>
    </div>
  );
}
