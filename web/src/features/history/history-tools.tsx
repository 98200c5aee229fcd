import { Link } from '@tanstack/react-router';
import { Download, ListChecks, MoreHorizontal, Radio, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SavedView } from '#contract/views.ts';
import { t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { useMay } from '../../lib/session.ts';
import { iconButtonClass } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { closePopover, Popover } from '../../ui/popover.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { exportPath } from './bulk-bar.tsx';
import type { useHistoryColumns } from './columns.tsx';
import { JumpMenu } from './jump-menu.tsx';
import { HISTORY_VIEWS, type HistorySearch, SHOW_SORTS } from './search.ts';
import type { FilterChanges } from './use-history-filter.ts';
import { ViewsMenu } from './views-menu.tsx';

interface Props {
  readonly search: HistorySearch;
  readonly onChange: (changes: FilterChanges) => void;
  readonly onOpenView: (view: SavedView) => void;
  readonly columns: ReturnType<typeof useHistoryColumns>['columns'];
  readonly isChoosing: boolean;
  readonly onChoosing: (isOn: boolean) => void;
  readonly isLiveShown: boolean;
  readonly onLive: (isShown: boolean) => void;
}

/** How the rows are made and shown, and where the list begins. */
export function HistoryTools(props: Props) {
  const { search, onChange, onOpenView, columns } = props;
  const isSmall = useMediaQuery(SMALL);
  const isShows = search.view === 'shows';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label={t('filter.view')}
        value={search.view ?? 'groups'}
        onChange={(view) => onChange({ view: view === 'groups' ? undefined : view })}
        choices={HISTORY_VIEWS.map((value) => ({ value, label: t(`filter.view.${value}`) }))}
      />
      {isShows && (
        <Select
          label={t('table.sort')}
          value={search.sort ?? ''}
          onChange={(sort) => onChange({ sort: sort === 'plays' || sort === 'watched' ? sort : undefined })}
          options={SHOW_SORTS.map((value) => ({
            value: value === 'latest' ? '' : value,
            label: t(`show.sort.${value}`),
          }))}
        />
      )}
      <span className="flex flex-1 items-center justify-end gap-2">
        {!isShows && <JumpMenu search={search} onJump={(start) => onChange({ start })} />}
        <ViewsMenu search={search} columns={columns.shown.map(({ id }) => id)} onOpen={onOpenView} />
        {!isSmall && !isShows && <TableTools columns={columns} />}
        <More {...props} isSmall={isSmall} />
      </span>
    </div>
  );
}

const ROW =
  'flex min-h-9 w-full cursor-pointer items-center gap-3 rounded-control px-2 text-start text-body hover:bg-raised pointer-coarse:min-h-11';

function More({ search, isChoosing, onChoosing, isLiveShown, onLive, isSmall }: Props & { readonly isSmall: boolean }) {
  const mayEdit = useMay('write');
  const isShows = search.view === 'shows';
  const item = (icon: ReactNode, words: string) => (
    <>
      <span className="text-text-2">{icon}</span>
      {words}
    </>
  );
  return (
    <Popover
      label={t('history.moreTools')}
      buttonClass={iconButtonClass('border border-line bg-surface')}
      button={<MoreHorizontal size={18} strokeWidth={1.75} aria-hidden="true" />}
      className="w-72 p-2"
    >
      {isSmall && !isShows && (
        <button
          type="button"
          className={ROW}
          onClick={(event) => {
            closePopover(event);
            onChoosing(!isChoosing);
          }}
        >
          {item(
            <ListChecks size={16} strokeWidth={1.75} aria-hidden="true" />,
            t(isChoosing ? 'bulk.stop' : 'bulk.start'),
          )}
        </button>
      )}
      {(['csv', 'json'] as const).map((format) => (
        <a key={format} href={exportPath(search, format)} download className={ROW}>
          {item(<Download size={16} strokeWidth={1.75} aria-hidden="true" />, t(`export.all.${format}`))}
        </a>
      ))}
      <div className="px-2">
        <Checkbox isSelected={isLiveShown} onChange={onLive}>
          <Radio size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
          {t('history.showLive')}
        </Checkbox>
      </div>
      {mayEdit && (
        <Link to="/history/trash" className={`${ROW} border-t border-line`}>
          {item(<Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />, t('trash.title'))}
        </Link>
      )}
    </Popover>
  );
}
