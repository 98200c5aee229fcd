import { ListFilter, X } from 'lucide-react';
import { lazy, type Ref, Suspense, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { Button, Keys } from '../../ui/button.tsx';
import { SearchGlyph } from '../../ui/search-glyph.tsx';
import { FilterChoices, type FilterProps } from './filter-choices.tsx';

const FilterSheet = lazy(async () => ({ default: (await import('./filter-sheet.tsx')).FilterSheet }));

interface Props extends FilterProps {
  readonly personName: string | null;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** What the list is narrowed to; everything is in the address. */
export function HistoryFilters(props: Props) {
  const isSmall = useMediaQuery(SMALL);
  const [isOpen, setOpen] = useState(false);
  const { filter, onChange, personName } = props;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchBox {...props} />
      {isSmall ? (
        <Button onPress={() => setOpen(true)} aria-label={t('filter.open')}>
          <ListFilter size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('filter.open')}
        </Button>
      ) : (
        <FilterChoices filter={filter} onChange={onChange} />
      )}
      {filter.user !== undefined && (
        <Chip
          label={personName ?? t('filter.person', { id: filter.user })}
          onRemove={() => onChange({ user: undefined })}
        />
      )}
      {filter.server !== undefined && (
        <Chip label={t('filter.server', { id: filter.server })} onRemove={() => onChange({ server: undefined })} />
      )}
      <Suspense fallback={null}>
        {isOpen && <FilterSheet filter={filter} onChange={onChange} onClose={() => setOpen(false)} />}
      </Suspense>
    </search>
  );
}

const TYPING_MS = 250;

/** Words to look for; the list follows shortly after typing ends. */
function SearchBox({ filter, onChange, searchRef }: Props) {
  const [words, setWords] = useState(filter.search ?? '');
  const asked = filter.search ?? '';
  useEffect(() => setWords(asked), [asked]);
  useEffect(() => {
    const next = words.trim();
    if (next === asked) return undefined;
    return clock.after(TYPING_MS, () => onChange({ search: next === '' ? undefined : next }));
  }, [words, asked, onChange]);
  return (
    <span className="group relative flex min-w-40 flex-1 items-center sm:max-w-72">
      <SearchGlyph />
      <input
        ref={searchRef}
        type="search"
        aria-label={t('filter.search')}
        placeholder={t('filter.placeholder')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setWords('');
        }}
        className="h-(--control) w-full rounded-control border border-line bg-surface ps-9 pe-9 text-body placeholder:text-text-3 hover:border-line-strong"
      />
      {words === '' ? (
        <span className="pointer-events-none absolute end-2.5 hidden group-focus-within:hidden sm:inline">
          <Keys keys="/" />
        </span>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('filter.clear')}
          onClick={() => setWords('')}
          className="absolute end-1 flex size-7 cursor-pointer items-center justify-center rounded-control text-text-2 hover:text-text"
        >
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

function Chip({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <AriaButton
      onPress={onRemove}
      aria-label={t('filter.remove', { name: label })}
      className="inline-flex h-(--control) cursor-pointer items-center gap-1.5 rounded-control bg-accent-fill px-3 text-body font-semibold text-accent"
    >
      {label}
      <X size={14} strokeWidth={2} aria-hidden="true" />
    </AriaButton>
  );
}
