import { today } from '../filter/range-picker.tsx';
import { ChartsGrid, WIDE } from './charts-grid.tsx';
import { ConcurrencyChart } from './concurrency-chart.tsx';
import { WeekCard } from './mix-cards.tsx';
import { ScaleChoice } from './scale-choice.tsx';
import { AlongTime, ByClock, ByMonth } from './time-charts.tsx';
import { useStats } from './use-stats.ts';

/** When things are watched. */
export function TimeTab() {
  const stats = useStats();
  return (
    <div className="flex flex-col gap-3 sm:gap-4">
      <div>
        <ScaleChoice stats={stats} />
      </div>
      <ChartsGrid>
        <AlongTime stats={stats} id="plays" name="types" split="mediaType" className={WIDE} />
        <AlongTime stats={stats} id="streams" name="decisions" split="decision" className={WIDE} />
        <ConcurrencyChart stats={stats} today={today()} className={WIDE} />
        <ByClock stats={stats} id="weekdays" name="weekdays" split="mediaType" by="weekday" />
        <ByClock stats={stats} id="hours" name="hours" split="mediaType" by="hour" />
        <WeekCard stats={stats} className={WIDE} />
        <ByMonth stats={stats} id="months" name="months" split="mediaType" today={today()} className={WIDE} />
      </ChartsGrid>
    </div>
  );
}
