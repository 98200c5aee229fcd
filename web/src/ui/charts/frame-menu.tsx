import { Download, Ellipsis, Image, Link2, List, type LucideIcon, Table2 } from 'lucide-react';
import type { RefObject } from 'react';
import { copyText } from '../../lib/copy-text.ts';
import { t } from '../../lib/i18n.ts';
import { saveBlob } from '../../lib/save-text.ts';
import { iconButtonClass, Tip } from '../button.tsx';
import { closePopover, Popover } from '../popover.tsx';
import { toast } from '../toaster.tsx';
import { toCsv } from './csv.ts';
import { pictureOf } from './picture.ts';
import type { ChartTable } from './types.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly table: ChartTable;
  readonly drawing: RefObject<HTMLElement | null> | null;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly onRows: (() => void) | undefined;
  readonly isReady: boolean;
}

const ITEM =
  'flex min-h-9 w-full cursor-pointer items-center gap-3 rounded-control px-3 text-start text-body hover:bg-raised pointer-coarse:min-h-11';

interface Action {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

async function savePicture({ id, title, unit, drawing }: Props): Promise<void> {
  const svg = drawing?.current?.querySelector('svg');
  const picture = svg ? await pictureOf(svg, title, unit).catch(() => null) : null;
  if (picture) saveBlob(`${id}.png`, picture);
  else toast(t('chart.noPicture'));
}

async function copyLink(id: string): Promise<void> {
  const address = new URL(location.href);
  address.hash = id;
  toast((await copyText(address.href)) ? t('chart.linkCopied') : address.href);
}

function actionsOf(props: Props): Action[] {
  const { id, table, drawing, isTable, onTable, onRows, isReady } = props;
  const link: Action = { label: t('chart.link'), icon: Link2, run: () => void copyLink(id) };
  if (!isReady) return [link];
  return [
    ...(onRows ? [{ label: t('chart.rows'), icon: List, run: onRows }] : []),
    { label: t(isTable ? 'chart.asChart' : 'chart.asTable'), icon: Table2, run: () => onTable(!isTable) },
    {
      label: t('chart.csv'),
      icon: Download,
      run: () => saveBlob(`${id}.csv`, new Blob([toCsv(table)], { type: 'text/csv' })),
    },
    ...(drawing && !isTable ? [{ label: t('chart.png'), icon: Image, run: () => void savePicture(props) }] : []),
    link,
  ];
}

/** What can be done with a chart. */
export const ChartMenu = (props: Props) => (
  <Popover
    label={t('chart.menu', { title: props.title })}
    buttonClass={iconButtonClass('-me-1 -mt-1')}
    button={
      <>
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
        <Tip label={t('chart.more')} />
      </>
    }
    className="w-60 p-1.5"
  >
    {actionsOf(props).map(({ label, icon: Icon, run }) => (
      <button
        key={label}
        type="button"
        className={ITEM}
        onClick={(event) => {
          closePopover(event);
          run();
        }}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
        {label}
      </button>
    ))}
  </Popover>
);
