import type { ReactNode } from 'react';
import type { ChartColour } from './colours.ts';

/** One step along the x axis. */
export interface Bucket {
  readonly key: string;
  /** As the tooltip and the table say it: `Tuesday, 24 November`. */
  readonly label: string;
  /** As the axis says it: `24 Nov`. */
  readonly short: string;
}

/** One series; its values belong to the buckets, null where nothing is known. */
export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  readonly values: ReadonlyArray<number | null>;
  /** A dashed line without area over whatever else is drawn: a comparison, or a sum of what is stacked. */
  readonly isDashed?: boolean;
  /** Switched off until somebody asks for it. */
  readonly isHiddenAtFirst?: boolean;
}

/** Buckets that look different: nothing could be recorded then, or it was the weekend. */
export interface Band {
  readonly kind: 'gap' | 'weekend';
  /** First and last bucket, both included. */
  readonly from: number;
  readonly to: number;
  /** Said in the tooltip, e.g. that Plex was unreachable. */
  readonly words?: string;
}

/** What somebody pointed at and chose. */
export interface Pick {
  readonly index: number;
  readonly series: ChartSeries | null;
  /** Shift was held: show the rows instead of narrowing the page. */
  readonly isRows: boolean;
}

/** How the data of a chart stands; made of a query by `chartState`. */
export interface ChartState {
  readonly isPending: boolean;
  /** Older data is still shown while newer is fetched. */
  readonly isStale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The numbers of a chart as a table. */
export interface ChartTable {
  readonly columns: readonly string[];
  /** Each begins with its name. */
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: ReadonlyArray<string | number> }>;
}

/** What every chart has around it. */
export interface ChartFrame {
  /** Stays the same: the address of the chart on the page, and the name of what is downloaded. */
  readonly id: string;
  /** A sentence with the answer. */
  readonly title: string;
  /** What is counted, or how it is to be read. */
  readonly unit: string;
  readonly state: ChartState;
  /** What there is to choose about this chart alone. */
  readonly tools?: ReactNode;
  /** Opens the rows behind the whole chart. */
  readonly onRows?: () => void;
  /** Said when there is nothing to draw. */
  readonly emptyText?: string;
  readonly className?: string;
}

/** What is needed of a query to know how its chart stands. */
interface QueryLike {
  readonly isPending: boolean;
  readonly isPlaceholderData: boolean;
  readonly error: unknown;
  readonly data?: unknown;
  readonly refetch: () => unknown;
}

export const chartState = (query: QueryLike): ChartState => ({
  isPending: query.isPending && !query.error,
  isStale: query.isPlaceholderData,
  error: query.data === undefined ? query.error : null,
  retry: () => void query.refetch(),
});
