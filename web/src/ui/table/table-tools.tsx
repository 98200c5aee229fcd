import { ArrowDownUp, Columns3, Download, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { saveText } from '../../lib/save-text.ts';
import { Button, buttonClass } from '../button.tsx';
import { Checkbox } from '../checkbox.tsx';
import { Modal } from '../modal.tsx';
import { errorWords, Notice } from '../notice.tsx';
import { Popover } from '../popover.tsx';
import { Segmented } from '../segmented.tsx';
import { Select } from '../select.tsx';
import { MAX_WIDTH, MIN_WIDTH, type Sort } from './column.ts';
import { csvOf } from './csv.ts';
import type { Columns } from './use-columns.ts';

interface Props<Row> {
  readonly columns: Columns<Row>;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Every row that matches, for the file; without it there is none. */
  readonly download?: { readonly name: string; readonly rows: () => Promise<readonly Row[]> };
}

/** What is done with a table as a whole: its columns, and its rows as a file. On small screens also its order. */
export function TableTools<Row>({ columns, sort, onSort, download }: Props<Row>) {
  const isSmall = useMediaQuery(SMALL);
  return (
    <div className="flex items-center gap-2">
      {isSmall && sort !== undefined && onSort !== undefined && (
        <SortButton columns={columns} sort={sort} onSort={onSort} />
      )}
      {!isSmall && <ColumnsButton columns={columns} />}
      {download !== undefined && <DownloadButton columns={columns} {...download} />}
    </div>
  );
}

function ColumnsButton<Row>({ columns }: { readonly columns: Columns<Row> }) {
  return (
    <Popover
      label={t('table.columns')}
      isButtonNamed
      buttonClass={buttonClass('plain')}
      button={
        <>
          <Columns3 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('table.columns')}
        </>
      }
      className="w-72 p-2"
    >
      <ul className="max-h-[60dvh] overflow-y-auto px-2">
        {columns.all.map((column, at) => (
          <li key={column.id} className="flex items-center justify-between gap-2">
            <Checkbox
              isSelected={columns.shown.includes(column)}
              isDisabled={at === 0}
              onChange={(isSelected) => columns.show(column, isSelected)}
            >
              {t(column.label)}
            </Checkbox>
            <input
              type="range"
              aria-label={t('table.widen', { name: t(column.label) })}
              min={MIN_WIDTH}
              max={MAX_WIDTH}
              value={columns.choice.widths[column.id] ?? column.width}
              onChange={(event) => columns.widen(column.id, Number(event.target.value))}
              className="w-20 cursor-pointer accent-accent-solid"
            />
          </li>
        ))}
      </ul>
      <div className="mt-1 border-t border-line pt-2">
        <Button look="quiet" className="w-full justify-start!" onPress={columns.reset}>
          <RotateCcw size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('table.reset')}
        </Button>
      </div>
    </Popover>
  );
}

function SortButton<Row>({ columns, sort, onSort }: Required<Pick<Props<Row>, 'columns' | 'sort' | 'onSort'>>) {
  const [isOpen, setOpen] = useState(false);
  const options = columns.all.flatMap(({ sort: by, label }) =>
    by === undefined ? [] : [{ value: by.by, label: t(label), first: by.first }],
  );
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <ArrowDownUp size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('table.sort')}
      </Button>
      {isOpen && (
        <Modal title={t('table.sort')} onClose={() => setOpen(false)} isSheet>
          <div className="flex flex-col gap-4">
            <Select
              label={t('table.sort')}
              options={options}
              value={sort.by}
              isWide
              isField
              onChange={(by) => onSort({ by, order: options.find(({ value }) => value === by)?.first ?? 'asc' })}
            />
            <Segmented
              label={t('table.order')}
              choices={[
                { value: 'asc', label: t('table.asc') },
                { value: 'desc', label: t('table.desc') },
              ]}
              value={sort.order}
              onChange={(order) => onSort({ by: sort.by, order })}
            />
            <Button look="primary" onPress={() => setOpen(false)}>
              {t('filter.done')}
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}

interface DownloadProps<Row> extends Pick<Props<Row>, 'columns'> {
  readonly name: string;
  readonly rows: () => Promise<readonly Row[]>;
}

function DownloadButton<Row>({ columns, name, rows }: DownloadProps<Row>) {
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const save = async (): Promise<void> => {
    setState({ isBusy: true, error: null });
    try {
      saveText(`${name}.csv`, csvOf(columns.all, await rows()));
      setState({ isBusy: false, error: null });
    } catch (error) {
      setState({ isBusy: false, error });
    }
  };
  return (
    <>
      <Button isPending={state.isBusy} onPress={() => void save()} aria-label={t('table.downloadLabel')}>
        <Download size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('table.download')}
      </Button>
      {state.error !== null && (
        <Modal title={t('table.downloadFailed')} onClose={() => setState({ isBusy: false, error: null })}>
          <Notice tone="danger">{errorWords(state.error)}</Notice>
        </Modal>
      )}
    </>
  );
}
