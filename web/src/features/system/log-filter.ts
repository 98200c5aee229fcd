import { LOG_LEVELS, LOG_PARTS, type LogLevel, type LogPart } from '#contract/enums.ts';
import { oneOf } from '../../lib/address.ts';

/** What the log is narrowed to; everything is in the address. */
export interface LogSearch {
  readonly level?: LogLevel | undefined;
  readonly part?: LogPart | undefined;
  readonly search?: string | undefined;
}

/** The address of the log page as a filter; what makes no sense is left out. */
export const logSearch = ({ level, part, search }: Record<string, unknown>): LogSearch => ({
  level: oneOf(LOG_LEVELS, level),
  part: oneOf(LOG_PARTS, part),
  search: typeof search === 'string' && search !== '' ? search : undefined,
});
