import { Bookmark, Check, Pencil, Star, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { SavedView } from '#contract/views.ts';
import { t } from '../../lib/i18n.ts';
import { Button, buttonClass, IconButton } from '../../ui/button.tsx';
import { closePopover, Popover } from '../../ui/popover.tsx';
import { type HistorySearch, historySearch } from './search.ts';
import { useViews } from './use-views.ts';

interface Props {
  readonly search: HistorySearch;
  /** The columns that are shown now, to be saved with it. */
  readonly columns: readonly string[];
  readonly onOpen: (view: SavedView) => void;
}

/** The address as a view keeps it. */
const lookOf = ({ start: _, ...search }: HistorySearch): Record<string, string> =>
  Object.fromEntries(Object.entries(search).map(([part, value]) => [part, String(value)]));

/** Whether a view is what is shown. */
const isShown = (view: SavedView, search: HistorySearch): boolean =>
  JSON.stringify(lookOf(historySearch(view.look.search))) === JSON.stringify(lookOf(search));

/** Views of the history kept under a name, for every device of the account. */
export function ViewsMenu({ search, columns, onOpen }: Props) {
  const { views, add, change, remove } = useViews();
  const current = views?.find((view) => isShown(view, search));
  return (
    <Popover
      label={t('views.title')}
      isButtonNamed
      buttonClass={buttonClass('plain', current ? 'text-accent!' : '')}
      button={
        <>
          <Bookmark size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="max-w-32 truncate max-sm:sr-only">{current?.name ?? t('views.title')}</span>
        </>
      }
      className="w-80 max-w-[calc(100vw-1rem)] p-3"
    >
      <div className="flex flex-col gap-2">
        {views?.length === 0 && <p className="pb-1 text-body-s text-text-2">{t('views.none')}</p>}
        <ul className="-mx-1 max-h-72 overflow-y-auto">
          {views?.map((view) => (
            <ViewLine
              key={view.id}
              view={view}
              isCurrent={view === current}
              onOpen={onOpen}
              onChange={change}
              onRemove={() => remove(view.id)}
            />
          ))}
        </ul>
        <NameForm
          label={t('views.name')}
          action={t('views.save')}
          onName={(name) =>
            add({ page: 'history', name, isDefault: false, look: { search: lookOf(search), columns: [...columns] } })
          }
        />
      </div>
    </Popover>
  );
}

interface LineProps {
  readonly view: SavedView;
  readonly isCurrent: boolean;
  readonly onOpen: (view: SavedView) => void;
  readonly onChange: (view: SavedView) => void;
  readonly onRemove: () => void;
}

function ViewLine({ view, isCurrent, onOpen, onChange, onRemove }: LineProps) {
  const [isNaming, setNaming] = useState(false);
  if (isNaming) {
    return (
      <li className="px-1 py-1">
        <NameForm
          label={t('views.name')}
          action={t('save')}
          initial={view.name}
          onName={(name) => {
            setNaming(false);
            onChange({ ...view, name });
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex items-center rounded-control hover:bg-raised">
      <button
        type="button"
        onClick={(event) => {
          closePopover(event);
          onOpen(view);
        }}
        className="flex min-h-9 min-w-0 flex-1 cursor-pointer items-center gap-2 px-2 text-start text-body pointer-coarse:min-h-11"
      >
        <span className="w-4 shrink-0 text-accent">
          {isCurrent && <Check size={16} strokeWidth={2} aria-hidden="true" />}
        </span>
        <bdi className="truncate">{view.name}</bdi>
      </button>
      <IconButton
        label={t(view.isDefault ? 'views.isDefault' : 'views.makeDefault')}
        onPress={() => onChange({ ...view, isDefault: !view.isDefault })}
      >
        <Star
          size={16}
          strokeWidth={1.75}
          aria-hidden="true"
          className={view.isDefault ? 'fill-current text-accent' : ''}
        />
      </IconButton>
      <IconButton label={t('views.rename', { name: view.name })} onPress={() => setNaming(true)}>
        <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('views.remove', { name: view.name })} onPress={onRemove}>
        <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

interface FormProps {
  readonly label: string;
  readonly action: string;
  readonly initial?: string;
  readonly onName: (name: string) => void;
}

function NameForm({ label, action, initial = '', onName }: FormProps) {
  const [name, setName] = useState(initial);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onName(name.trim());
    setName('');
  };
  return (
    <form onSubmit={submit} className="flex gap-2">
      <input
        aria-label={label}
        placeholder={label}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="h-(--control) min-w-0 flex-1 rounded-control border border-line-strong bg-raised px-3 text-body placeholder:text-text-3"
      />
      <Button type="submit" isDisabled={name.trim() === ''}>
        {action}
      </Button>
    </form>
  );
}
