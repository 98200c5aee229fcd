/** Why a text could not be rendered: `lookup` names something that is not there, anything else is `syntax_or_type`. */
export type FailureCause = 'lookup' | 'syntax_or_type';

/** The whole text cannot be rendered, and the text of the trigger is used instead (notification notes 2.9). */
export class TemplateFailure extends Error {
  readonly reason: FailureCause;

  constructor(reason: FailureCause, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A format does not fit its value: a text stays as it is then, a number makes the template fail (notification notes 2.7). */
export class FormatMismatch extends Error {}

/** An expression that is shown as it was typed instead of being evaluated (notification notes 2.12). */
export class ExpressionRefused extends Error {}

export const brokenTemplate = (message: string): TemplateFailure => new TemplateFailure('syntax_or_type', message);
export const missingValue = (message: string): TemplateFailure => new TemplateFailure('lookup', message);
