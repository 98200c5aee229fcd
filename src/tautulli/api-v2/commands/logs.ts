/** The log of the program (API notes, logs). */
import { z } from 'zod';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { download, failed, LOOK_IN_THE_LOG, type Reply } from '../reply.ts';

const Line = z.looseObject({ level: z.number(), time: z.string(), msg: z.string().default('') });

interface LogRow {
  readonly time: string;
  readonly loglevel: string;
  readonly msg: string;
  readonly thread: string;
}

const COLUMNS: readonly (keyof LogRow)[] = ['time', 'loglevel', 'msg', 'thread'];
const isColumn = (name: string): name is keyof LogRow => COLUMNS.some((column) => column === name);

/** Levels from this number on, the highest first. */
const LEVELS: readonly (readonly [number, string])[] = [
  [50, 'ERROR'],
  [40, 'WARNING'],
  [30, 'INFO'],
];

const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `2026-03-10 22:30:00 `, with the blank that clients know. */
const localMoment = (iso: string, timeZone: string): string =>
  `${Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')} `;

/** A line that is none of ours is left out. */
function rowOf(text: string, timeZone: string): LogRow[] {
  const parsed = Line.safeParse(JSON.parse(text));
  if (!parsed.success) return [];
  const { level, time, msg, ...more } = parsed.data;
  const details = Object.keys(more).length === 0 ? '' : ` ${JSON.stringify(more)}`;
  return [
    {
      time: localMoment(time, timeZone),
      loglevel: LEVELS.find(([from]) => level >= from)?.[1] ?? 'DEBUG',
      msg: escaped(`${msg}${details}`),
      thread: 'MainThread',
    },
  ];
}

interface Wanted {
  readonly sort: string;
  readonly search: string;
  readonly order: string;
  readonly regex: string;
  readonly start: number;
  readonly end: number;
}

/** Null for a pattern that is none. */
function patternOf(text: string): RegExp | null {
  try {
    return new RegExp(text, 'i');
  } catch {
    return null;
  }
}

/** What is not found leaves the lines as they are (API notes, get_logs). */
const orAll = (found: readonly LogRow[], all: readonly LogRow[]): readonly LogRow[] =>
  found.length === 0 ? all : found;

function rowsOf(wanted: Wanted, { services, timeZone }: CommandContext): readonly LogRow[] | null {
  const { sort, search, order, start, end } = wanted;
  if (sort !== '' && !isColumn(sort)) return null;
  const pattern = wanted.regex === '' ? null : patternOf(wanted.regex);
  if (wanted.regex !== '' && pattern === null) return null;
  let rows: readonly LogRow[] = (services.logLines?.() ?? []).flatMap((line) => rowOf(line, timeZone));
  if (order !== 'asc') rows = rows.toReversed();
  if (start > 0 || end > 0) rows = rows.slice(start, end > 0 ? end : undefined);
  if (isColumn(sort)) rows = rows.toSorted((a, b) => (a[sort] < b[sort] ? -1 : a[sort] > b[sort] ? 1 : 0));
  // A line stands there once for every part of it that fits.
  const fitting = (fits: (part: string) => boolean) =>
    rows.flatMap((row) => COLUMNS.filter((column) => fits(row[column])).map(() => row));
  if (search !== '')
    rows = orAll(
      fitting((part) => part.toLowerCase().includes(search.toLowerCase())),
      rows,
    );
  if (pattern !== null)
    rows = orAll(
      fitting((part) => pattern.test(part)),
      rows,
    );
  return rows;
}

const broken = (): Reply => failed(LOOK_IN_THE_LOG);

export const logCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_logs',
    summary: 'Lines of the log',
    access: 'admin',
    params: {
      sort: { kind: 'text', default: '' },
      search: { kind: 'text', default: '' },
      order: { kind: 'text', default: 'desc' },
      regex: { kind: 'text', default: '' },
      start: { kind: 'strictInteger', default: 0 },
      end: { kind: 'strictInteger', default: 0 },
    },
    handle(params, context) {
      const rows = rowsOf(params, context);
      return rows === null ? broken() : rows.map((row) => ({ ...row }));
    },
  }),
  defineCommand({
    name: 'download_log',
    summary: 'The log as a file',
    access: 'admin',
    refusal: 'empty',
    params: { logfile: { kind: 'text' } },
    // There is one log: whichever is asked for, it is this.
    handle: (_params, { services }) => download('tautulli.log', (services.logLines?.() ?? []).join('')),
  }),
];
