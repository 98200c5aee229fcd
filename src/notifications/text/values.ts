/**
 * What a parameter of a notification can be. Texts treat values the way Python does, because that is what people's
 * templates were written for (notification notes 2.5 to 2.7).
 */

/** An instant that is written in a zone of its own, in a format of its own unless the text asks for another. */
export interface DateValue {
  readonly kind: 'date';
  /** Microseconds since the epoch. */
  readonly epochUs: number;
  readonly offsetMinutes: number;
  /** As the token for the name of a zone writes it, e.g. `UTC` or `EST`. */
  readonly zoneName: string;
  readonly defaultFormat: string;
}

/** A number with a fraction, or one that could have had it: written `8.0`, not `8`. */
export interface FloatValue {
  readonly kind: 'float';
  readonly value: number;
}

/** Keys and values of an object, in their order. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: readonly (readonly [string, ParameterValue])[];
}

/** A plain `number` is a whole number. */
export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | DateValue
  | FloatValue
  | ObjectValue
  | readonly ParameterValue[];

/** What the texts and conditions of one event may name. */
export type Parameters = ReadonlyMap<string, ParameterValue>;
