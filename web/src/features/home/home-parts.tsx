import { LayoutDashboard } from 'lucide-react';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { RecentPlays } from '../now/recent-plays.tsx';
import type { Part } from './arrangement.ts';
import { LibraryCounts } from './library-counts.tsx';
import { RecentlyAdded } from './recently-added.tsx';
import { ServerCards } from './server-cards.tsx';
import { StatCards } from './stat-cards.tsx';
import { Today } from './today.tsx';
import { useHomeChoice, useKnownParts } from './use-home-choice.ts';

const ArrangeDialog = lazy(async () => ({ default: (await import('./arrange-dialog.tsx')).ArrangeDialog }));

const PARTS: Record<Part, ComponentType> = {
  today: Today,
  cards: StatCards,
  added: RecentlyAdded,
  libraries: LibraryCounts,
  servers: ServerCards,
  recent: RecentPlays,
};

/** Everything on Now below the live streams, as this person arranged it. */
export function HomeParts({ isKiosk }: { readonly isKiosk: boolean }) {
  const [{ parts }] = useHomeChoice();
  const known = useKnownParts();
  const [isArranging, setArranging] = useState(false);
  // Nobody presses anything on a wall.
  if (isKiosk) return <Today />;
  return (
    <div className="flex flex-col" data-home>
      {parts
        .filter((part) => known.includes(part))
        .map((part) => {
          const Shown = PARTS[part];
          return <Shown key={part} />;
        })}
      <Button look="quiet" className="mt-6 self-center" onPress={() => setArranging(true)}>
        <LayoutDashboard size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('home.arrange')}
      </Button>
      <Suspense fallback={null}>{isArranging && <ArrangeDialog onClose={() => setArranging(false)} />}</Suspense>
    </div>
  );
}
