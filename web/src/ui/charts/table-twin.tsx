import { number } from '../../lib/format.ts';
import { cx } from '../cx.ts';
import type { ChartTable } from './types.ts';

interface Props {
  readonly table: ChartTable;
  readonly caption: string;
  /** Seen; else it is there for screen readers. */
  readonly isShown: boolean;
  readonly height: string;
}

/** The numbers of a chart as a table: what screen readers read, and what the menu shows. */
export const TableTwin = ({ table: { columns, rows }, caption, isShown, height }: Props) => (
  <div
    className={cx(isShown ? `overflow-auto rounded-control border border-line ${height}` : 'sr-only')}
    {...(isShown && { tabIndex: 0, role: 'region', 'aria-label': caption })}
  >
    <table className="tabular w-full text-body-s">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 bg-raised text-text-2">
        <tr>
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={cx('px-3 py-1.5 font-semibold whitespace-nowrap', index === 0 ? 'text-start' : 'text-end')}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...cells] }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="px-3 py-1 text-start font-normal">
              {first}
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index + 1]} className="px-3 py-1 text-end whitespace-nowrap">
                {typeof cell === 'number' ? number(cell, 2) : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
