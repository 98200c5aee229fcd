/** A line of the log as people read it. */
import { z } from 'zod';
import { LOG_LEVELS, LOG_PARTS, type LogLevel, type LogPart } from '#contract/enums.ts';
import type { SystemLogFilter, SystemLogLine } from '#contract/system-logs.ts';

const Written = z.looseObject({ level: z.number(), time: z.iso.datetime(), msg: z.string().default('') });

/** The program's levels, by the numbers they are written with. */
const levelOf = (level: number): LogLevel => {
  if (level >= 50) return 'error';
  if (level >= 40) return 'warn';
  return level >= 30 ? 'info' : 'debug';
};

const isPart = (text: unknown): text is LogPart => LOG_PARTS.some((part) => part === text);

/** What says where a line comes from, when it does not say so itself. */
const SIGNS: readonly (readonly [field: string, part: LogPart])[] = [
  ['method', 'web'],
  ['delivery', 'notifications'],
  ['server', 'plex'],
  ['migration', 'database'],
  ['setting', 'general'],
];

function partOf(fields: Readonly<Record<string, unknown>>): LogPart {
  if (fields.part === 'postgres') return 'database';
  if (isPart(fields.part)) return fields.part;
  return SIGNS.find(([field]) => Object.hasOwn(fields, field))?.[1] ?? 'general';
}

function written(text: string): z.infer<typeof Written> | null {
  try {
    return Written.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** A line that is not ours (half a line after a crash) is shown as it is. */
export function readLine(text: string, position: number): SystemLogLine {
  const line = written(text);
  if (line === null) return { position, at: null, level: 'info', part: 'general', message: text, details: null };
  const { level, time, msg, ...fields } = line;
  const { part: _part, ...details } = fields;
  return {
    position,
    at: new Date(time).toISOString(),
    level: levelOf(level),
    part: partOf(fields),
    message: msg,
    details: Object.keys(details).length === 0 ? null : details,
  };
}

/** Whether a line is one that somebody looks for; `text` is the line as it is shown, in lower case. */
export const isWanted = (line: SystemLogLine, text: () => string, filter: SystemLogFilter): boolean =>
  LOG_LEVELS.indexOf(line.level) >= LOG_LEVELS.indexOf(filter.level) &&
  (filter.part === undefined || line.part === filter.part) &&
  (filter.search === '' || text().includes(filter.search.toLowerCase()));
