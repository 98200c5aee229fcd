import type { HistoryRow } from '#contract/history.ts';
import { t } from '../../lib/i18n.ts';

interface Props {
  readonly row: Pick<HistoryRow, 'item'>;
  readonly isChosen: boolean;
  readonly onChoose: (isRange: boolean) => void;
}

/** Chooses a row. The browser's own box: there are many of them, and it costs nothing. */
export const ChooseBox = ({ row, isChosen, onChoose }: Props) => (
  <input
    type="checkbox"
    tabIndex={-1}
    aria-label={t('table.choose', { name: row.item.fullTitle })}
    checked={isChosen}
    onChange={() => undefined}
    onClick={(event) => onChoose(event.shiftKey)}
    className="history-box touch-target relative z-2 size-4 shrink-0 cursor-pointer accent-accent-solid"
  />
);
