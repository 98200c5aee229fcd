import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderNotification } from './render-notification.ts';
import type { RenderRequest } from './types.ts';
import type { ParameterValue } from './values.ts';

/** Pieces that make texts a template engine has to think about. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '{',
      '}',
      '{{',
      '}}',
      '`',
      '<',
      '>',
      '!',
      ':',
      '[',
      ']',
      '\\n',
      '"',
      "'",
      '\\',
      '&',
      '&amp;',
      '%',
      '\n',
      ' ',
      '\r',
    ],
    ...[
      '{title}',
      '{title',
      'title',
      '{streams:',
      '{actors:[',
      '{date:',
      '!u',
      '!c',
      '!r',
      ':>5',
      ':^9',
      ':.2f',
      ':05d',
      ':,',
    ],
    ...[
      '{`',
      '`}',
      'int(',
      'round(',
      '*',
      '**',
      ' if ',
      ' else ',
      ' for x in ',
      ' in ',
      '+',
      '9',
      '99999',
      '(',
      ')',
      ',',
    ],
    ...[
      '<movie>',
      '</movie>',
      '<b>',
      '</b>',
      '<i>',
      '</i>',
      '<pre>',
      '<a href="',
      '<p>',
      '<!--',
      '-->',
      '<b c',
      '{`title`>%}',
    ],
  ),
  fc.string({ maxLength: 4 }),
);
const template = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

const parameters = new Map<string, ParameterValue>([
  ['server_name', 'Home'],
  ['user', 'Ann'],
  ['player', 'TV'],
  ['title', 'Tom & <Jerry>, {Two}'],
  ['actors', 'One, Two, Three'],
  ['streams', 3],
  ['rating', { kind: 'float', value: 8.3 }],
  ['nothing', null],
  ['list', ['a', 1, null]],
  [
    'date',
    { kind: 'date', epochUs: 1_709_662_029_123_456, offsetMinutes: -300, zoneName: 'EST', defaultFormat: 'YYYY' },
  ],
]);

const request = (changes: Partial<RenderRequest>): RenderRequest => ({
  agent: { id: 20, sendsJson: false },
  trigger: 'on_play',
  mediaType: 'movie',
  subjectTemplate: '',
  bodyTemplate: '',
  parameters,
  settings: { evaluatesExpressions: true },
  ...changes,
});

test('whatever the template, there is a text', () => {
  fc.assert(
    fc.property(
      template,
      template,
      fc.constantFrom(7, 12, 13, 15, 20, 23, 25),
      fc.boolean(),
      fc.boolean(),
      (subjectTemplate, bodyTemplate, id, sendsJson, evaluatesExpressions) => {
        const agent = { id, sendsJson };
        const rendered = renderNotification(
          request({ agent, subjectTemplate, bodyTemplate, settings: { evaluatesExpressions } }),
        );
        expect(rendered.ok).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

const number = fc.constantFrom('9', '99', '10**9', '2**9', '1e308', 'streams', 'len(title)');
const text = fc.constantFrom('"a"', 'title', 'str(9**99)', '[title]', '(1,)', '"%99999d"', '"%s%s"');
const operator = fc.constantFrom('*', '**', '+', '<<', '%', '//', '/', ' in ', ' and ');
const expression = fc
  .array(fc.tuple(fc.oneof(number, text), operator, fc.constantFrom('', '(', ')', '-')), { minLength: 1, maxLength: 9 })
  .map((parts) => `${parts.map(([operand, sign, bracket]) => `${bracket}${operand}${sign}`).join('')}9`);

/** A rendered text is never much longer than what it is made of. */
const MOST = 1_000_000;

test('no expression takes long or makes much', () => {
  fc.assert(
    fc.property(expression, (source) => {
      const rendered = renderNotification(request({ bodyTemplate: `{\`${source}\`}` }));
      expect(rendered.ok && rendered.body.length).toBeLessThan(MOST);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a long text', '"a" * 10**9'],
  ['a list of long texts', '[title * 900] * 10**6'],
  ['lists in lists', '[[title] * 900] * 900'],
  ['a list of lists of texts', '[["a" * 9000 for x in title] for y in title]'],
  ['a high power', '9 ** 9 ** 9'],
  ['powers that grow', '((((9 ** 99) ** 99) ** 99) ** 99)'],
  ['products that grow', '(9 ** 999) * (9 ** 999) * (9 ** 999) * (9 ** 999) * (9 ** 999)'],
  ['a far shift', '1 << 10 ** 9'],
  ['a wide place', '"%999999999d" % 1'],
  ['many brackets', `${'('.repeat(400)}1${')'.repeat(400)}`],
  ['many signs', `${'-'.repeat(900)}1`],
  ['a long expression', Array.from({ length: 2_000 }, () => '1').join('+')],
])('%s is shown as it was typed', (_, source) => {
  const rendered = renderNotification(request({ bodyTemplate: `{\`${source}\`}` }));
  expect(rendered).toMatchObject({ ok: true, body: `\`${source}\`` });
});

test('a width is bounded', () => {
  const rendered = renderNotification(request({ bodyTemplate: '{title:9999999999}|{title:.99999999999}' }));
  expect(rendered).toMatchObject({ ok: true, body: 'Tom & <Jerry>, {Two}|Tom & <Jerry>, {Two}' });
});
