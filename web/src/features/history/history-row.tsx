import { memo } from 'react';
import type { HistoryRow as Row } from '#contract/history.ts';
import { cx } from '../../ui/cx.ts';
import { ChooseBox } from './choose-box.tsx';
import { type HistoryColumn, momentOf } from './columns.tsx';

interface Props {
  readonly row: Row;
  readonly columns: readonly HistoryColumn[];
  readonly rowKey: number;
  readonly isOpen: boolean;
  readonly isFresh: boolean;
  readonly isChosen: boolean;
  /** Chooses it, or with Shift everything up to it. */
  readonly onChoose: ((key: number, isRange: boolean) => void) | undefined;
  /** Position in the whole table, from 1. */
  readonly index: number;
}

/** One viewing or play as a row of the table. */
export const HistoryRow = memo(function HistoryRow(props: Props) {
  const { row, columns, rowKey, isOpen, isFresh, isChosen, onChoose, index } = props;
  return (
    <tr
      aria-rowindex={index}
      aria-selected={isChosen}
      aria-current={isOpen ? 'true' : undefined}
      data-play={row.playId}
      data-key={rowKey}
      title={momentOf(row)}
      className={cx('history-row', isOpen && 'history-open', isChosen && 'history-chosen', isFresh && 'animate-fresh')}
    >
      {onChoose && (
        <td className="col-choose">
          <ChooseBox row={row} isChosen={isChosen} onChoose={(isRange) => onChoose(rowKey, isRange)} />
        </td>
      )}
      {columns.map(({ id, cell, isEnd, className }) => (
        <td key={id} className={cx(`truncate col-${id}`, isEnd && 'text-end', className)}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
});
