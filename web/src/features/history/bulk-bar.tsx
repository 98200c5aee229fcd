import { Download, X } from 'lucide-react';
import { apiPath } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Button, buttonClass, IconButton } from '../../ui/button.tsx';
import { EditButtons } from './edit-buttons.tsx';
import { apiSearch, type HistorySearch } from './search.ts';
import type { useEdits } from './use-edits.ts';
import { useHistoryTotals } from './use-history.ts';
import type { HistorySelection } from './use-selection.ts';

interface Props {
  readonly selection: HistorySelection;
  readonly search: HistorySearch;
  readonly edits: ReturnType<typeof useEdits>;
}

/** Longer addresses are not sent; whoever wants more takes everything. */
const MOST_IN_FILE = 1_000;

/** The address of a file with what is chosen, or with everything. */
export function exportPath(search: HistorySearch, format: 'csv' | 'json', keys?: ReadonlySet<number>): string {
  const view = search.view === 'plays' ? 'plays' : 'groups';
  const ids = keys === undefined ? {} : { ids: [...keys].join(',') };
  return apiPath('/history/export', { ...apiSearch(search), view, format, ...ids });
}

/** What can be done with the chosen rows. */
export function BulkBar({ selection, search, edits }: Props) {
  const mayEdit = useMay('write');
  const totals = useHistoryTotals(search);
  const { keys, isAll, clear, chooseAll } = selection;
  const all = search.view === 'plays' ? totals.data?.plays : totals.data?.groups;
  const count = isAll ? (all ?? 0) : keys.size;
  if (count === 0 && !isAll) return null;
  return (
    <section
      aria-label={t('bulk.bar')}
      className="animate-rise fixed inset-x-0 bottom-(--bottom-bar) z-20 flex justify-center px-2 pb-2 sm:bottom-10 sm:px-4"
    >
      <div className="flex max-w-full items-center gap-1.5 overflow-x-auto rounded-card border border-line-strong bg-overlay p-2 shadow-overlay">
        <IconButton label={t('bulk.none')} hotkey="Esc" onPress={clear}>
          <X size={18} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <p className="tabular shrink-0 pe-2 text-body font-semibold">
          {t('bulk.count', { n: count, count: number(count) })}
        </p>
        {!isAll && all !== undefined && all > keys.size && (
          <Button look="quiet" onPress={chooseAll}>
            {t('bulk.all', { count: number(all) })}
          </Button>
        )}
        <Files search={search} {...(isAll ? {} : { keys })} />
        {mayEdit && <EditButtons chosen={{ keys, isAll }} edits={edits} onRemove={clear} onMove={clear} />}
      </div>
    </section>
  );
}

function Files({ search, keys }: { readonly search: HistorySearch; readonly keys?: ReadonlySet<number> }) {
  if (keys !== undefined && keys.size > MOST_IN_FILE) return null;
  return (
    <>
      {(['csv', 'json'] as const).map((format) => (
        <a key={format} href={exportPath(search, format, keys)} download className={buttonClass('plain')}>
          <Download size={16} strokeWidth={1.75} aria-hidden="true" />
          {t(`export.${format}`)}
        </a>
      ))}
    </>
  );
}
