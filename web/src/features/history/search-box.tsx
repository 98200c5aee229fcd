import { X } from 'lucide-react';
import { type Ref, useEffect, useState } from 'react';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { Keys } from '../../ui/button.tsx';
import { SearchGlyph } from '../../ui/search-glyph.tsx';

const TYPING_MS = 250;

interface Props {
  /** What is looked for now. */
  readonly asked: string;
  readonly onSearch: (words: string | undefined) => void;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Words to look for; the list follows shortly after typing ends. */
export function SearchBox({ asked, onSearch, searchRef }: Props) {
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  useEffect(() => {
    const next = words.trim();
    if (next === asked) return undefined;
    return clock.after(TYPING_MS, () => onSearch(next === '' ? undefined : next));
  }, [words, asked, onSearch]);
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
