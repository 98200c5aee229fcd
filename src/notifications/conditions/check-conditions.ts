/** What conditions have to be to be saved (notification notes 3.1). */
import { z } from 'zod';
import { parameterType } from '../parameters/parameter-list.ts';
import { OPERATORS } from './operators.ts';
import type { CheckedConditions, ConditionRejection, StoredCondition } from './types.ts';

/** What an agent without conditions has. */
export const NO_CONDITIONS: readonly StoredCondition[] = [{ parameter: '', operator: '', value: [], type: null }];

const Sent = z.looseObject({
  parameter: z.unknown().optional(),
  operator: z.unknown().optional(),
  value: z.unknown().optional(),
});
const Values = z.array(z.union([z.string(), z.number(), z.boolean()]));

const SENTENCES: Readonly<Record<ConditionRejection, string>> = {
  json: 'The conditions are not JSON',
  not_a_list: 'The conditions are not a list',
  not_an_object: 'A condition is not an object',
  unknown_parameter: 'A condition names a parameter that does not exist',
  operator_not_allowed_for_type: 'A condition compares a parameter in a way that does not fit its values',
  value_type: 'A condition compares with something that is neither a text nor a number',
};

class Rejected extends Error {
  readonly reason: ConditionRejection;

  constructor(reason: ConditionRejection) {
    super(SENTENCES[reason]);
    this.reason = reason;
  }
}

/**
 * The conditions as they are stored, out of the JSON that was sent; null when none was sent. Names and operators are lower
 * cased, types follow from the parameters.
 */
export function checkConditions(text: string | null): CheckedConditions {
  if (text === null) return { ok: true, conditions: NO_CONDITIONS };
  try {
    return { ok: true, conditions: readList(text).map(readCondition) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { ok: false, reason: error.reason, problem: error.message };
  }
}

function readList(text: string): readonly unknown[] {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed)) throw new Rejected('not_a_list');
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Rejected('json');
  }
}

function readCondition(sent: unknown): StoredCondition {
  const condition = Array.isArray(sent) ? undefined : Sent.safeParse(sent).data;
  if (condition === undefined) throw new Rejected('not_an_object');
  const parameter = lowerText(condition.parameter, 'unknown_parameter');
  const operator = lowerText(condition.operator, 'operator_not_allowed_for_type');
  const value = readValues(condition.value);
  if (parameter === '') return { parameter, operator: '', value, type: null };
  const type = parameterType(parameter);
  if (type === undefined) throw new Rejected('unknown_parameter');
  if (operator !== '' && !OPERATORS[type].has(operator)) throw new Rejected('operator_not_allowed_for_type');
  return { parameter, operator, value, type };
}

function lowerText(sent: unknown, otherwise: ConditionRejection): string {
  if (sent === undefined || sent === null) return '';
  if (typeof sent !== 'string') throw new Rejected(otherwise);
  return sent.toLowerCase();
}

/** A list, or one value alone; nothing, zero and blank are no value. */
function readValues(sent: unknown): StoredCondition['value'] {
  if (!sent) return [];
  const values = Values.safeParse(Array.isArray(sent) ? sent : [sent]).data;
  if (values === undefined) throw new Rejected('value_type');
  return values;
}
