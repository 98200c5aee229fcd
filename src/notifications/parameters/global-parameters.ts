/** What every event has (notification parameter notes, Global). */
import type { ParameterValue } from '../text/values.ts';
import { type DateFormats, localDate, utcText } from './date-values.ts';
import type { ParameterContext } from './types.ts';

/** The program, the server and the time. */
export function globalParameters(
  { program, server, now, timeZone }: ParameterContext,
  trigger: string,
  formats: DateFormats,
): Readonly<Record<string, ParameterValue>> {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone);
  const datestamp = localDate(local, formats.date);
  return {
    tautulli_version: program.version,
    tautulli_remote: program.remote,
    tautulli_branch: program.branch,
    tautulli_commit: program.commit,
    server_name: server?.name ?? '',
    server_ip: server?.host ?? '',
    server_port: server?.port ?? '',
    server_url: server?.url ?? '',
    server_platform: server?.platform ?? '',
    server_version: server?.version ?? '',
    server_machine_id: server?.machineIdentifier ?? '',
    action: trigger.replace(/^on_/, ''),
    current_year: local.year,
    current_month: local.month,
    current_day: local.day,
    current_hour: local.hour,
    current_minute: local.minute,
    current_second: local.second,
    current_weekday: local.dayOfWeek,
    current_week: local.weekOfYear ?? 0,
    week_number: local.weekOfYear ?? 0,
    datestamp,
    timestamp: { ...datestamp, defaultFormat: formats.time },
    unixtime: Math.floor(now / 1000),
    utctime: utcText(now),
  };
}
