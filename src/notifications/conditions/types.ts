/** How the values of a parameter are compared (notification notes 3). */
export type ConditionType = 'str' | 'int' | 'float';

/** A condition as it is stored. */
export interface StoredCondition {
  /** Blank: the condition is not filled in and always true. */
  readonly parameter: string;
  readonly operator: string;
  readonly value: readonly (string | number | boolean)[];
  readonly type: ConditionType | null;
}

/** Why conditions are refused when they are saved (notification notes 3.1). */
export type ConditionRejection =
  | 'json'
  | 'not_a_list'
  | 'not_an_object'
  | 'unknown_parameter'
  | 'operator_not_allowed_for_type'
  | 'value_type';

export type CheckedConditions =
  | { readonly ok: true; readonly conditions: readonly StoredCondition[] }
  | { readonly ok: false; readonly reason: ConditionRejection; readonly problem: string };

/** Why nothing is sent although the conditions were to be asked (notification notes 3.2, 3.3). */
export type ConditionError =
  | 'invalid_logic'
  | 'condition_number_out_of_range'
  | 'missing_closing_bracket'
  | 'missing_opening_bracket'
  | 'unknown_type'
  | 'operator_of_another_type';

export type Verdict =
  | {
      readonly ok: true;
      readonly isMet: boolean;
      /** What each condition said, in order; null for an unknown operator. Empty when nothing had to be asked. */
      readonly each: readonly (boolean | null)[];
    }
  /** Nothing is sent. */
  | { readonly ok: false; readonly error: ConditionError; readonly problem: string };
