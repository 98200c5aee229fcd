import { Link, useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useState } from 'react';
import type { LibraryRow } from '#contract/libraries.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { type Need, useMay } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { contents, TYPE_NAMES, TypeMark } from './kinds.tsx';
import { LibraryBadges } from './library-badges.tsx';
import type { PartProps } from './part-props.ts';
import { LIBRARY_TABS, type LibraryTab, libraryTabNamed } from './search.ts';
import { useLibrary } from './use-libraries.ts';

const EditLibrary = lazy(async () => ({ default: (await import('./edit-library.tsx')).EditLibrary }));

/** The parts of the page, each loaded when it is first opened. */
const PARTS: Record<LibraryTab, LazyExoticComponent<ComponentType<PartProps>>> = {
  overview: lazy(async () => ({ default: (await import('./overview-tab.tsx')).OverviewTab })),
  history: lazy(async () => ({ default: (await import('./history-tab.tsx')).HistoryTab })),
  media: lazy(async () => ({ default: (await import('./media-tab.tsx')).MediaTab })),
  collections: lazy(async () => ({ default: (await import('./shelves-tab.tsx')).CollectionsTab })),
  playlists: lazy(async () => ({ default: (await import('./shelves-tab.tsx')).PlaylistsTab })),
  growth: lazy(async () => ({ default: (await import('./growth-tab.tsx')).GrowthTab })),
  stale: lazy(async () => ({ default: (await import('./stale-tab.tsx')).StaleTab })),
  export: lazy(async () => ({ default: (await import('./export-tab.tsx')).ExportTab })),
};

interface Part {
  readonly label: MessageId;
  readonly need: Need;
  readonly isThere: (library: LibraryRow) => boolean;
}

const isOnServer = ({ type }: LibraryRow): boolean => type !== 'live';

const ABOUT: Record<LibraryTab, Part> = {
  overview: { label: 'libraries.tab.overview', need: 'sign-in', isThere: () => true },
  history: { label: 'area.history', need: 'sign-in', isThere: () => true },
  media: { label: 'libraries.tab.media', need: 'read', isThere: isOnServer },
  collections: {
    label: 'libraries.tab.collections',
    need: 'sign-in',
    isThere: ({ type }) => type !== 'live' && type !== 'photo',
  },
  playlists: { label: 'libraries.tab.playlists', need: 'sign-in', isThere: isOnServer },
  growth: { label: 'libraries.tab.growth', need: 'sign-in', isThere: isOnServer },
  stale: { label: 'libraries.tab.stale', need: 'read', isThere: isOnServer },
  export: { label: 'libraries.tab.export', need: 'admin', isThere: isOnServer },
};

/** A library: what it is, what was watched of it, and what lies in it. */
export function LibraryPage() {
  const { libraryId, tab: name } = useParams({ strict: false });
  const query = useLibrary(Number(libraryId));
  const { data } = query;
  if (query.error) {
    return <LoadProblem words={t('libraries.oneProblem')} error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  return <Content detail={data} name={name} />;
}

function Content({ detail, name }: PartProps & { readonly name: string | undefined }) {
  const { library } = detail;
  const may: Record<Need, boolean> = {
    'sign-in': true,
    read: useMay('read'),
    write: useMay('write'),
    admin: useMay('admin'),
  };
  const tabs = LIBRARY_TABS.filter((tab) => may[ABOUT[tab].need] && ABOUT[tab].isThere(library));
  const asked = libraryTabNamed(name);
  const tab = tabs.includes(asked) ? asked : 'overview';
  const Part = PARTS[tab];
  return (
    <div className="flex flex-col gap-4 pb-8">
      <Head library={library} mayEdit={may.admin} />
      <nav aria-label={t('libraries.parts')} className="library-tabs">
        {tabs.map((one) => (
          <TabLink key={one} library={library} tab={one} isHere={one === tab} />
        ))}
      </nav>
      <Suspense fallback={<TableSkeleton rows={6} />}>
        <Part key={library.id} detail={detail} />
      </Suspense>
    </div>
  );
}

interface TabProps {
  readonly library: LibraryRow;
  readonly tab: LibraryTab;
  readonly isHere: boolean;
}

const TAB =
  'relative inline-flex h-11 shrink-0 items-center border-b-2 px-3 text-body whitespace-nowrap transition-colors duration-150 hover:text-text';

function TabLink({ library, tab, isHere }: TabProps) {
  const className = cx(TAB, isHere ? 'border-accent font-semibold text-accent!' : 'border-transparent text-text-2');
  const words = t(ABOUT[tab].label);
  const libraryId = String(library.id);
  if (tab === 'overview') {
    return (
      <Link
        to="/libraries/$libraryId"
        params={{ libraryId }}
        resetScroll={false}
        aria-current={isHere ? 'page' : undefined}
        className={className}
      >
        {words}
      </Link>
    );
  }
  return (
    <Link
      to="/libraries/$libraryId/$tab"
      params={{ libraryId, tab }}
      resetScroll={false}
      aria-current={isHere ? 'page' : undefined}
      className={className}
    >
      {words}
    </Link>
  );
}

function Head({ library, mayEdit }: { readonly library: LibraryRow; readonly mayEdit: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const server = useLive(({ servers }) =>
    servers.length > 1 ? (servers.find(({ id }) => id === library.serverId)?.name ?? null) : null,
  );
  const facts = [t(TYPE_NAMES[library.type]), server, contents(library)].filter((part) => part !== null && part !== '');
  return (
    <header className="relative isolate -mx-4 flex flex-col justify-end gap-2 overflow-hidden px-4 pt-14 sm:pt-20 lg:-mx-6 lg:px-6">
      {library.art !== null && (
        <img
          src={imageAddress(library.art, 'backdrop')}
          alt=""
          className="panel-backdrop absolute inset-x-0 top-0 -z-10 h-40 w-full object-cover"
        />
      )}
      <Link to="/libraries" className="w-fit text-body-s text-text-2 hover:text-accent hover:underline">
        {t('libraries.page')}
      </Link>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <TypeMark type={library.type} className="size-14" />
        <div className="flex min-w-48 flex-1 flex-col gap-0.5">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="text-page">{library.name}</h2>
            <LibraryBadges library={library} />
          </div>
          <p className="tabular text-body text-text-2">{facts.join(t('separator'))}</p>
        </div>
        {mayEdit && (
          <Button onPress={() => setEditing(true)}>
            <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('libraries.edit')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {isEditing && <EditLibrary library={library} onClose={() => setEditing(false)} />}
      </Suspense>
    </header>
  );
}

const PageSkeleton = () => (
  <div role="status" aria-label={t('loading')} className="flex flex-col gap-4 pt-20">
    <div className="flex items-end gap-4">
      <Skeleton className="size-14" />
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-4 w-64" />
      </div>
    </div>
    <Skeleton className="h-11" />
    <Skeleton className="h-64" />
  </div>
);
