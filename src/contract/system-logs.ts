/** The program's own log, how it stands, and what it is. */
import { z } from 'zod';
import { Instant } from './common.ts';
import { LOG_LEVELS, LOG_PARTS } from './enums.ts';

/** Where a line stands, in bytes from the beginning of all logs: the later the line, the larger. */
const Position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const filter = {
  level: z.enum(LOG_LEVELS).default('debug').meta({ description: 'This level and what is more serious.' }),
  part: z.enum(LOG_PARTS).optional(),
  search: z.string().trim().max(200).default('').meta({ description: 'Letters that must occur in the line.' }),
};

export const SystemLogQuery = z.object({
  ...filter,
  before: Position.optional().meta({ description: 'Lines older than this position.' }),
  after: Position.optional().meta({ description: 'Lines from this position on: what was added since `next`.' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
export type SystemLogQuery = z.output<typeof SystemLogQuery>;

export const SystemLogFilter = z.object(filter);
export type SystemLogFilter = z.output<typeof SystemLogFilter>;

export const SystemLogLine = z.object({
  position: z.number().int().nonnegative(),
  at: Instant.nullable(),
  level: z.enum(LOG_LEVELS),
  part: z.enum(LOG_PARTS),
  message: z.string(),
  /** What else the line says. */
  details: z.record(z.string(), z.unknown()).nullable(),
});
export type SystemLogLine = z.infer<typeof SystemLogLine>;

export const SystemLogPage = z.object({
  /** The oldest first. */
  lines: z.array(SystemLogLine).readonly(),
  /** For `before`, to go on to older lines; null: there are none. */
  older: z.number().int().nonnegative().nullable(),
  /** For `after`, to be told what is added from now on. */
  next: z.number().int().nonnegative(),
});
export type SystemLogPage = z.infer<typeof SystemLogPage>;

export const CHECK_STATES = ['ok', 'warn', 'bad'] as const;

/** One thing that can be well or not. */
export const HealthCheck = z.object({
  /** `database`, `disk`, `leader`, `outbox`, or `server`. */
  name: z.string(),
  state: z.enum(CHECK_STATES),
  /** How it stands, in a sentence. */
  says: z.string(),
  /** What can be done; null while all is well. */
  hint: z.string().nullable(),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

export const HealthReport = z.object({
  at: Instant,
  state: z.enum(CHECK_STATES),
  checks: z.array(HealthCheck).readonly(),
});
export type HealthReport = z.infer<typeof HealthReport>;

export const About = z.object({
  version: z.string(),
  startedAt: Instant,
  uptimeMs: z.number().int().nonnegative(),
  node: z.string(),
  platform: z.string(),
  timeZone: z.string(),
  database: z.object({
    /** As PostgreSQL names it. */
    version: z.string(),
    sizeBytes: z.number().int().nonnegative(),
    isBuiltIn: z.boolean(),
  }),
  paths: z.object({ data: z.string(), logs: z.string() }),
  memoryBytes: z.number().int().nonnegative(),
  /** What of others is in it, by name and licence. */
  licences: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() })).readonly(),
});
export type About = z.infer<typeof About>;
