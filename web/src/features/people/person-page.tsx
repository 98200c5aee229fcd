import { Link, useParams } from '@tanstack/react-router';
import type { PersonDetail } from '#contract/people.ts';
import { ApiError } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AddressesTab } from './addresses-tab.tsx';
import { DevicesTab } from './devices-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { Overview } from './overview.tsx';
import { PersonHead } from './person-head.tsx';
import { PersonTabs } from './person-tabs.tsx';
import { PlaylistsTab } from './playlists-tab.tsx';
import { type PersonTab, tabNamed } from './search.ts';
import { SignInsTab } from './sign-ins-tab.tsx';
import { usePerson, usePersonId } from './use-person.ts';

/** A person: who they are, and what they watch on what, when and from where. */
export function PersonPage() {
  const id = usePersonId();
  const isAdmin = useMay('read');
  const { tab } = useParams({ strict: false });
  const { data, error, refetch } = usePerson(id);
  if (error !== null && data === undefined) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PersonSkeleton />;
  const named = tabNamed(tab);
  const open = named === 'notes' && !isAdmin ? 'overview' : named;
  return (
    <div className="flex flex-col gap-4 pb-8 sm:gap-5">
      <PersonHead detail={data} />
      <PersonTabs person={data.person} open={open} />
      <OpenTab detail={data} tab={open} />
    </div>
  );
}

function OpenTab({ detail, tab }: { readonly detail: PersonDetail; readonly tab: PersonTab }) {
  const { person } = detail;
  switch (tab) {
    case 'overview':
      return <Overview detail={detail} />;
    case 'history':
      return <HistoryTab person={person} />;
    case 'devices':
      return <DevicesTab person={person} />;
    case 'addresses':
      return <AddressesTab person={person} />;
    case 'playlists':
      return <PlaylistsTab person={person} />;
    case 'sign-ins':
      return <SignInsTab person={person} />;
    case 'notes':
      return <NotesTab person={person} />;
  }
}

function Problem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  if (error instanceof ApiError && (error.code === 'not_found' || error.code === 'invalid')) {
    return (
      <EmptyState title={t('person.unknownTitle')} text={t('person.unknownText')} picture={<QuietPicture />}>
        <Link to="/people" className={buttonClass('primary')}>
          {t('person.toPeople')}
        </Link>
      </EmptyState>
    );
  }
  return <LoadProblem words={t('person.problem')} error={error} onRetry={onRetry} />;
}

const PersonSkeleton = () => (
  <div role="status" aria-label={t('loading')} className="flex flex-col gap-5">
    <div className="flex items-center gap-4">
      <Skeleton className="size-16 rounded-full" />
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-44" />
        <Skeleton className="h-4 w-64" />
      </div>
    </div>
    <Skeleton className="h-9 w-full max-w-[36rem]" />
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
    <Skeleton className="h-80" />
  </div>
);
