import { useQuery } from '@tanstack/react-query';
import { Clapperboard, Film, Images, type LucideIcon, Music, Radio } from 'lucide-react';
import type { LibrariesPage, LibraryRow } from '#contract/libraries.ts';
import { getJson } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HistoryLink } from './history-link.tsx';
import { HomeSection } from './section.tsx';

const ICONS: Record<LibraryRow['type'], LucideIcon> = {
  movie: Film,
  show: Clapperboard,
  artist: Music,
  photo: Images,
  live: Radio,
};

const ORDER: readonly LibraryRow['type'][] = ['movie', 'show', 'artist', 'photo', 'live'];
const SHAPES = ['a', 'b', 'c', 'd'] as const;

/** Films; shows, seasons and episodes; artists, albums and tracks: in the order of the counts. */
const WORDS: Record<LibraryRow['type'], readonly MessageId[]> = {
  movie: ['library.movie.items'],
  show: ['library.show.items', 'library.show.parents', 'library.show.children'],
  artist: ['library.artist.items', 'library.artist.parents', 'library.artist.children'],
  photo: ['library.photo.items', 'library.photo.parents', 'library.photo.children'],
  live: [],
};

/** `120 shows · 800 seasons · 12,000 episodes`, of what was counted. */
function contents({ type, items, parents, children }: LibraryRow): string {
  const counts = [items, parents, children];
  const parts = WORDS[type].map((word, level) => {
    const n = counts[level] ?? null;
    return n === null ? null : t(word, { n, count: number(n) });
  });
  return parts.filter((part) => part !== null).join(t('separator'));
}

/** What the libraries hold, and when something of it was watched. */
export function LibraryCounts() {
  const { data, error, refetch } = useQuery({
    queryKey: ['library-counts'],
    queryFn: ({ signal }) => getJson<LibrariesPage>('/libraries', { limit: 500 }, signal),
    staleTime: 5 * 60_000,
  });
  const rows = data?.rows
    .filter(({ isActive }) => isActive)
    .toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || a.name.localeCompare(b.name));
  if (rows?.length === 0) return null;
  return (
    <HomeSection title={t('home.libraries')}>
      {error && <LoadProblem error={error} onRetry={() => void refetch()} />}
      <ul className="library-counts">
        {rows === undefined && !error && SHAPES.map((key) => <Skeleton key={key} className="h-18 rounded-card!" />)}
        {rows?.map((library) => (
          <LibraryCount key={library.id} library={library} />
        ))}
      </ul>
    </HomeSection>
  );
}

function LibraryCount({ library }: { readonly library: LibraryRow }) {
  const Icon = ICONS[library.type];
  return (
    <li className="relative flex min-h-18 items-center gap-3 rounded-card border border-line bg-surface px-4 py-2.5 transition-colors duration-150 hover:border-line-strong">
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
      <p className="flex min-w-0 flex-1 flex-col">
        <HistoryLink filter={{ library: library.id }} className="stretched truncate text-title-s">
          {library.name}
        </HistoryLink>
        <span className="tabular line-clamp-2 text-caption text-text-2">{contents(library)}</span>
        <span className="truncate text-caption text-text-3">
          {library.lastPlayedAt === null ? t('home.neverPlayed') : <LastPlayed at={library.lastPlayedAt} />}
        </span>
      </p>
    </li>
  );
}

const LastPlayed = ({ at }: { readonly at: string }) => (
  <>
    {`${t('home.lastPlayed')} `}
    <Moment at={at} />
  </>
);
