/** Values of parameters as recorded cases spell them. */
import { z } from 'zod';
import type { ParameterValue } from './values.ts';

const RecordedDate = z.strictObject({
  $date: z.string(),
  default_format: z.string(),
  rendered: z.string().optional(),
});
const RecordedFloat = z.strictObject({ $float: z.string() });

const US_PER_MS = 1000;

/** A recorded value; dates keep their offset, and `{"$float": "8.0"}` is a number with a fraction. */
export function readValue(recorded: unknown): ParameterValue {
  if (Array.isArray(recorded)) return recorded.map(readValue);
  const date = RecordedDate.safeParse(recorded).data;
  if (date !== undefined) return readDate(date.$date, date.default_format);
  const float = RecordedFloat.safeParse(recorded).data;
  if (float !== undefined) return { kind: 'float', value: Number(float.$float) };
  const object = z.record(z.string(), z.unknown()).safeParse(recorded).data;
  if (object !== undefined)
    return { kind: 'object', entries: Object.entries(object).map(([key, value]) => [key, readValue(value)]) };
  return z.union([z.string(), z.number(), z.boolean(), z.null()]).parse(recorded);
}

function readDate(iso: string, defaultFormat: string): ParameterValue {
  const [, sign = '+', hours = '0', minutes = '0'] = /([-+])(\d\d):(\d\d)$/.exec(iso) ?? [];
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const epochUs = Temporal.Instant.from(iso).epochMilliseconds * US_PER_MS;
  const zoneName = offsetMinutes === 0 ? 'UTC' : `UTC${sign}${hours}:${minutes}`;
  return { kind: 'date', epochUs, offsetMinutes, zoneName, defaultFormat };
}

/** Recorded parameters by name. */
export const readParameters = (recorded: Readonly<Record<string, unknown>>): Map<string, ParameterValue> =>
  new Map(Object.entries(recorded).map(([name, value]) => [name, readValue(value)]));
