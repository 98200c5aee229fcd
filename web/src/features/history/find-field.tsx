import { t } from '../../lib/i18n.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { SearchGlyph } from '../../ui/search-glyph.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Where one types what to look for. */
export const FindField = ({ label, value, onChange }: FieldProps) => (
  <span className="group relative flex items-center">
    <SearchGlyph />
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-11 w-full rounded-control border border-line-strong bg-raised ps-9 pe-3 text-body-l placeholder:text-text-3"
    />
  </span>
);

interface ListProps<T> {
  readonly query: { readonly isPending: boolean; readonly error: unknown };
  readonly options: ReadonlyArray<{
    readonly key: number;
    readonly label: string;
    readonly note: string | null;
    readonly value: T;
  }>;
  readonly onChoose: (value: T) => void;
}

/** What was found; pressing one chooses it. */
export function ChoiceList<T>({ query, options, onChoose }: ListProps<T>) {
  if (query.error) return <Notice tone="danger">{errorWords(query.error)}</Notice>;
  if (query.isPending) return <Skeleton className="h-40 w-full" />;
  if (options.length === 0) return <p className="py-6 text-center text-body-s text-text-2">{t('edit.notFound')}</p>;
  return (
    <ul className="-mx-2 max-h-80 overflow-y-auto overscroll-contain">
      {options.map(({ key, label, note, value }) => (
        <li key={key}>
          <button
            type="button"
            onClick={() => onChoose(value)}
            className="flex min-h-11 w-full cursor-pointer flex-col justify-center rounded-control px-2 py-1 text-start hover:bg-raised"
          >
            <bdi className="w-full truncate text-body">{label}</bdi>
            {note !== null && <span className="w-full truncate text-caption text-text-2">{note}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
