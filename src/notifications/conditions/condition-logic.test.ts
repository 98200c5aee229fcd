import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyLogic, parseLogic } from './condition-logic.ts';

test.each([
  ['{1}', [true], true],
  ['{1} and {2}', [true, null], false],
  ['{1} or {2}', [null, true], true],
  ['{1} or {2} and {3}', [true, false, false], true],
  ['{1} and ({2} or ({3} or {4}))', [true, false, false, true], true],
  ['{1} and (({2}))', [true, true], true],
  ['(({1}))AND(({002}))', [true, true], true],
])('%s says %s', (text, results, expected) => {
  const parsed = parseLogic(text, results.length);
  expect(parsed.ok && applyLogic(parsed.logic, results)).toBe(expected);
});

test.each([
  ['', 'invalid_logic'],
  ['{1} {2}', 'invalid_logic'],
  ['{1} and', 'invalid_logic'],
  ['({1} {2})', 'invalid_logic'],
  ['{1}}', 'invalid_logic'],
  ['{1} nand {2}', 'invalid_logic'],
  ['{3}', 'condition_number_out_of_range'],
  ['{0}', 'condition_number_out_of_range'],
  ['({1}', 'missing_closing_bracket'],
  ['{1})', 'missing_opening_bracket'],
  ['('.repeat(500), 'invalid_logic'],
])('%s is refused: %s', (text, error) => {
  expect(parseLogic(text, 2)).toMatchObject({ ok: false, error });
});

interface Node {
  readonly text: string;
  readonly value: boolean;
}

const RESULTS = [true, false, true, false];

/** Texts with their meaning; whatever holds an operator stands in brackets. */
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.nat({ max: RESULTS.length - 1 }).map((at): Node => ({ text: `{${at + 1}}`, value: RESULTS[at] === true })),
    fc
      .tuple(tie('node'), tie('node'))
      .map(([a, b]): Node => ({ text: `(${a.text} and ${b.text})`, value: a.value && b.value })),
    fc
      .tuple(tie('node'), tie('node'))
      .map(([a, b]): Node => ({ text: `(${a.text}OR${b.text})`, value: a.value || b.value })),
  ),
}));

test('brackets may stand wherever a condition may', () => {
  fc.assert(
    fc.property(node, ({ text, value }) => {
      const parsed = parseLogic(text, RESULTS.length);
      expect(parsed.ok && applyLogic(parsed.logic, RESULTS)).toBe(value);
    }),
  );
});

test('any text is read or refused', () => {
  const piece = fc.constantFrom('{1}', '{2}', '{9}', '(', ')', ' and ', ' or ', 'x', ' ', '{');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      expect(typeof parseLogic(pieces.join(''), 2).ok).toBe('boolean');
    }),
  );
});
