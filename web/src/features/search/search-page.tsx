import { useNavigate, useSearch } from '@tanstack/react-router';
import { Library } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FoundTitle, SearchResults } from '#contract/search.ts';
import { t } from '../../lib/i18n.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { SearchGlyph } from '../../ui/search-glyph.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type ItemAim, keyAim } from '../items/aim.ts';
import { ItemLink } from '../items/item-link.tsx';
import { LibraryLink } from '../items/library-link.tsx';
import { Picture } from '../items/picture.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { foundDetail, type Titled } from './found-words.ts';
import { searchSearch } from './search-search.ts';
import { type Found, itemsOf, useSearchFor, useSettled } from './use-search.ts';

/** Of each kind. */
const LIMIT = 30;
const FIELD = 'search-field';

/** Everything that fits a text: titles of the servers, titles that were played, people and libraries. */
export function SearchPage() {
  const { q = '' } = searchSearch(useSearch({ strict: false }));
  const [text, setText] = useState(q);
  const said = useRef(q);
  const settled = useSettled(text);
  const navigate = useNavigate();
  useEffect(() => {
    if (said.current === settled) return;
    said.current = settled;
    void navigate({ to: '/search', search: searchSearch({ q: settled }), replace: true });
  }, [settled, navigate]);
  // Another address than the one that was typed here, such as from the palette.
  useEffect(() => {
    if (said.current === q) return;
    said.current = q;
    setText(q);
  }, [q]);
  useShortcuts({ '/': () => document.getElementById(FIELD)?.focus() });
  const found = useSearchFor(settled, LIMIT);
  return (
    <div className="flex flex-col gap-6 pb-10">
      <search className="relative block max-w-[45rem]">
        <SearchGlyph />
        <input
          id={FIELD}
          type="search"
          aria-label={t('search.field')}
          placeholder={t('search.field')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-11 w-full rounded-control border border-line-strong bg-raised ps-9 pe-3 text-body-l placeholder:text-text-2"
        />
      </search>
      <Results found={found} q={settled} />
    </div>
  );
}

const isNothing = ({ titles, people, libraries }: SearchResults): boolean =>
  titles.length + people.length + libraries.length === 0;

function Results({ found, q }: { readonly found: Found; readonly q: string }) {
  const { recorded, servers, isAsking, error, retry } = found;
  const some = servers.filter((one) => itemsOf(one).length > 0);
  if (error !== null) return <LoadProblem error={error} onRetry={retry} />;
  if (q === '') return <p className="max-w-[45rem] text-body text-text-2">{t('search.start')}</p>;
  if (recorded === undefined && some.length === 0) return isAsking ? <Shapes /> : null;
  if (!isAsking && some.length === 0 && recorded !== undefined && isNothing(recorded))
    return <EmptyState title={t('search.none', { q })} text={t('search.noneText')} picture={<QuietPicture />} />;
  return (
    <div className={isAsking ? 'dimmed flex flex-col gap-6' : 'flex flex-col gap-6'}>
      {servers.map(
        ({ server, isFailed }) =>
          isFailed && (
            <Notice key={server.id} tone="warn">
              {t('search.away', { server: server.name })}
            </Notice>
          ),
      )}
      {recorded !== undefined && <Names recorded={recorded} />}
      {some.map((one) => (
        <Group
          key={one.server.id}
          title={servers.length > 1 ? t('search.inPlexOn', { server: one.server.name }) : t('search.inPlex')}
        >
          <Titles
            rows={itemsOf(one).map((item) => ({
              key: `${item.mediaType} ${item.ratingKey}`,
              item,
              thumb: item.poster,
              to: keyAim(one.server.id, item.ratingKey),
            }))}
          />
        </Group>
      ))}
      {recorded !== undefined && recorded.titles.length > 0 && (
        <Group title={t('search.played')}>
          <Titles rows={recorded.titles.map(ofRecorded)} />
        </Group>
      )}
    </div>
  );
}

/** Where a title that was played leads. */
export const recordedAim = ({ itemId, serverId, ratingKey }: FoundTitle): ItemAim | null =>
  itemId === null ? keyAim(serverId, ratingKey) : { itemId };

const ofRecorded = (item: FoundTitle): Row => ({
  key: `${item.itemId ?? ''} ${item.serverId} ${item.ratingKey}`,
  item,
  thumb: item.thumb,
  to: recordedAim(item),
});

const Names = ({ recorded: { people, libraries } }: { readonly recorded: SearchResults }) => (
  <>
    {people.length > 0 && (
      <Group title={t('search.people')}>
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {people.map((person) => (
            <li key={person.id} className="flex min-h-11 items-center">
              <PersonLink person={person} avatar={32} />
            </li>
          ))}
        </ul>
      </Group>
    )}
    {libraries.length > 0 && (
      <Group title={t('search.libraries')}>
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {libraries.map((library) => (
            <li key={library.id} className="flex min-h-11 items-center gap-2">
              <Library size={20} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
              <LibraryLink library={library} name={library.name} />
            </li>
          ))}
        </ul>
      </Group>
    )}
  </>
);

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-3">
    <h2 className="text-title">{title}</h2>
    {children}
  </section>
);

interface Row {
  readonly key: string;
  readonly item: Titled;
  readonly thumb: string | null;
  readonly to: ItemAim | null;
}

const GRID = 'grid gap-x-6 sm:grid-cols-2 xl:grid-cols-3';

const Titles = ({ rows }: { readonly rows: readonly Row[] }) => (
  <ul className={GRID}>
    {rows.map(({ key, item, thumb, to }) => (
      <li
        key={key}
        className="relative flex min-h-16 min-w-0 items-center gap-3 border-b border-line/60 py-2 hover:bg-raised"
      >
        <span className="flex w-12 shrink-0 justify-center">
          <Picture
            image={thumb}
            mediaType={item.mediaType === 'episode' ? 'show' : item.mediaType}
            size="small"
            className="w-10"
          />
        </span>
        <span className="flex min-w-0 flex-col">
          <ItemLink to={to} className="stretched truncate font-semibold hover:text-accent">
            <bdi>{item.title}</bdi>
          </ItemLink>
          <span className="truncate text-body-s text-text-2">{foundDetail(item)}</span>
        </span>
      </li>
    ))}
  </ul>
);

const SHAPES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

const Shapes = () => (
  <div role="status" aria-label={t('loading')} className={GRID}>
    {SHAPES.map((key) => (
      <Skeleton key={key} className="my-2 h-12" />
    ))}
  </div>
);
