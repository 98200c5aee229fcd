import { X } from 'lucide-react';
import { type Ref, useEffect, useState } from 'react';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { SearchGlyph } from '../../ui/search-glyph.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (words: string | undefined) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

const TYPING_MS = 250;

/** Words to look for; what is found follows shortly after typing ends. */
export function SearchBox({ label, value, onChange, ref }: Props) {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  useEffect(() => {
    const next = words.trim();
    if (next === value) return undefined;
    return clock.after(TYPING_MS, () => onChange(next === '' ? undefined : next));
  }, [words, value, onChange]);
  return (
    <span className="relative flex min-w-40 flex-1 items-center sm:max-w-64">
      <SearchGlyph />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setWords('');
        }}
        className="h-(--control) w-full rounded-control border border-line bg-surface ps-9 pe-9 text-body placeholder:text-text-3 hover:border-line-strong"
      />
      {words !== '' && (
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
