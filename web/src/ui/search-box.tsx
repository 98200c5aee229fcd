import { X } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { clock } from '../lib/clock.ts';
import { t } from '../lib/i18n.ts';
import { Keys } from './button.tsx';
import { cx } from './cx.ts';
import { SearchGlyph } from './search-glyph.tsx';

const TYPING_MS = 250;

interface Props {
  readonly label: string;
  /** The label where it is absent. */
  readonly placeholder?: string;
  /** What is looked for now. */
  readonly asked: string;
  readonly onSearch: (words: string | undefined) => void;
  /** The key that leads here, shown while nothing is looked for. */
  readonly hotkey?: string;
  readonly id?: string;
  readonly ref?: Ref<HTMLInputElement>;
  /** How narrow and how wide it may be. */
  readonly className: string;
}

/** Words to look for; what is found follows shortly after typing ends. */
export function SearchBox({ label, placeholder = label, asked, onSearch, hotkey, id, ref, className }: Props) {
  const [words, setWords] = useState(asked);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => setWords(asked), [asked]);
  useEffect(() => {
    const next = words.trim();
    if (next === asked) return undefined;
    return clock.after(TYPING_MS, () => latest.current(next === '' ? undefined : next));
  }, [words, asked]);
  return (
    <span className={cx('group relative flex flex-1 items-center', className)}>
      <SearchGlyph />
      <input
        id={id}
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setWords('');
        }}
        className="h-(--control) w-full rounded-control border border-line bg-surface ps-9 pe-9 text-body placeholder:text-text-3 hover:border-line-strong"
      />
      {words === '' && hotkey !== undefined && (
        <span className="pointer-events-none absolute end-2.5 hidden group-focus-within:hidden sm:inline">
          <Keys keys={hotkey} />
        </span>
      )}
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
