/** Which names an expression uses. They are checked before anything is evaluated (notification notes 2.12). */
import type { Expression } from './expression-types.ts';

/** Every name, and every name behind a dot; what a comprehension binds is its own. */
export function namesOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'value':
      return [];
    case 'name':
      return [expression.name];
    case 'attribute':
      return [...namesOf(expression.target), expression.name];
    case 'comprehension':
      return [
        ...namesOf(expression.source),
        ...[expression.item, ...expression.conditions].flatMap(namesOf).filter((name) => name !== expression.name),
      ];
    default:
      return partsOf(expression).flatMap(namesOf);
  }
}

function partsOf(
  expression: Exclude<Expression, { kind: 'value' | 'name' | 'attribute' | 'comprehension' }>,
): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'comparison':
      return [expression.first, ...expression.rest.map(([, operand]) => operand)];
    case 'choice':
      return [expression.condition, expression.then, expression.otherwise];
    case 'index':
      return [expression.target, expression.index];
    case 'slice':
      return [expression.target, expression.start, expression.end, expression.step].filter((part) => part !== null);
    case 'call':
      return [expression.callee, ...expression.args];
    default:
      return expression.items;
  }
}
