/** Whether the conditions of an agent let an event through (notification notes 3.2). */
import { z } from 'zod';
import { isTruthy, type PythonValue, toPython } from '../text/python-values.ts';
import type { Parameters, ParameterValue } from '../text/values.ts';
import { compareValues } from './compare.ts';
import { applyLogic, type Logic, parseLogic } from './condition-logic.ts';
import type { ConditionError, Verdict } from './types.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A condition as it stands in the table, where imports may have left anything. */
const Stored = z.looseObject({
  parameter: z.string().nullish().catch(null),
  operator: z.string().nullish().catch(null),
  value: z
    .union([z.array(Scalar), Scalar])
    .nullish()
    .catch(null),
  type: z.unknown().optional(),
});
type Stored = z.infer<typeof Stored>;

class NotSent extends Error {
  readonly reason: ConditionError;

  constructor(reason: ConditionError, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Asks the conditions of one agent; nothing is sent unless the verdict is `ok` and `isMet`. `conditions` is what is
 * stored, `logic` the text that combines them.
 */
export function evaluateConditions(
  conditions: readonly unknown[],
  logic: string | null,
  parameters: Parameters,
): Verdict {
  const stored = conditions.map((one): Stored => Stored.safeParse(one).data ?? {});
  const text = (logic ?? '').trim();
  if (text === '' && stored.every(({ value }) => valuesOf(value).length === 0))
    return { ok: true, isMet: true, each: [] };
  try {
    const parsed = text === '' ? null : readLogic(text, stored.length);
    const each = stored.map((condition) => evaluateOne(condition, parameters));
    return { ok: true, isMet: parsed === null ? each.every((one) => one === true) : applyLogic(parsed, each), each };
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    return { ok: false, error: error.reason, problem: error.message };
  }
}

function readLogic(text: string, count: number): Logic {
  const parsed = parseLogic(text, count);
  if (!parsed.ok) throw new NotSent(parsed.error, parsed.problem);
  return parsed.logic;
}

function evaluateOne({ parameter, operator, value, type }: Stored, parameters: Parameters): boolean | null {
  const wanted = valuesOf(value);
  if (!parameter || !operator || wanted.length === 0) return true;
  if (type !== 'str' && type !== 'int' && type !== 'float')
    throw new NotSent('unknown_type', `The values of ${parameter} are of no known type`);
  const given = toPython(parameters.get(parameter) ?? missing(parameters, parameter));
  const result = compareValues(type, operator, given, wanted);
  if (result === 'misfit')
    throw new NotSent('operator_of_another_type', `${parameter} is a number, and "${operator}" is for texts`);
  return result;
}

/** A parameter that is not there is blank; one that is there and has no value is not. */
const missing = (parameters: Parameters, name: string): ParameterValue => (parameters.has(name) ? null : '');

function valuesOf(value: Stored['value']): readonly PythonValue[] {
  const list = Array.isArray(value) ? value : [value ?? null];
  const values = list.map(toPython);
  return Array.isArray(value) || values.some(isTruthy) ? values : [];
}
