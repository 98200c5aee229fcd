import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '#problem';
import { type IniValue, parseIni } from './parse-ini.ts';

const one = (rest: string) => {
  const { root, invalidLines } = parseIni(`[S]\nkey = ${rest}\n`);
  return { value: root.sections.get('s')?.entries.get('key')?.value, faults: invalidLines.map((one) => one.reason) };
};
const under = (text: string, ...path: string[]) => {
  let section = parseIni(text).root;
  for (const name of path) section = section.sections.get(name)!;
  return Object.fromEntries([...section.entries].map(([key, { value }]) => [key, value]));
};

describe('values', () => {
  test.each<[string, IniValue]>([
    ['', ''],
    ['""', ''],
    ["''", ''],
    ['plain', 'plain'],
    ['  two words  ', 'two words'],
    ['"a, b"', 'a, b'],
    ['\'say "hi"\'', 'say "hi"'],
    ['"  kept  "', '  kept  '],
    ['"# no comment" # comment', '# no comment'],
    ['value # comment', 'value'],
    ['# only a comment', ''],
    ["it's", "it's"],
    ['a = b', 'a = b'],
    ['http://127.0.0.1:32400', 'http://127.0.0.1:32400'],
    ['PBKDF2$sha256$600000$AAEC==$nv/h+q', 'PBKDF2$sha256$600000$AAEC==$nv/h+q'],
    ['a, b, c', ['a', 'b', 'c']],
    ['a,', ['a']],
    ['a, # comment', ['a']],
    [',', []],
    [' , ', []],
    ['"a, b", c', ['a, b', 'c']],
    ['"", ""', ['', '']],
    ['"""a "quoted", b"""', 'a "quoted", b'],
    ["'''one\ntwo''' # end", 'one\ntwo'],
  ])('%s', (rest, value) => {
    expect(one(rest)).toEqual({ value, faults: [] });
  });

  test.each<[string, IniValue, string]>([
    ['"open', 'open', 'opens a quote that nothing closes'],
    ['"a" b', '"a" b', 'goes on behind the closing quote'],
    ['a,, b', ['a', 'b'], 'has an empty item in its list'],
    [', a', ['a'], 'has an empty item in its list'],
    ['"""open', 'open', 'opens three quotes that nothing closes'],
    ['"""a""" b', 'a', 'goes on behind the closing quote'],
  ])('%s is reported and read as far as it goes', (rest, value, fault) => {
    expect(one(rest)).toEqual({ value, faults: [fault] });
  });
});

describe('lines', () => {
  test('sections, nested sections and what stands before them', () => {
    const text = 'first = 0\n[General]\na = 1\n[[hold]]\nids = ,\n[PMS] # server\n"b" = 2\n';
    expect(under(text)).toEqual({ first: '0' });
    expect(under(text, 'general')).toEqual({ a: '1' });
    expect(under(text, 'general', 'hold')).toEqual({ ids: [] });
    expect(under(text, 'pms')).toEqual({ b: '2' });
    expect(parseIni(text).invalidLines).toEqual([]);
  });

  test.each([
    ['Windows line ends', '[S]\r\na = 1\r\n  # c\r\n\r\nB = x\r\n'],
    ['old line ends', '[S]\ra = 1\rb = x'],
    ['a byte order mark', '\uFEFF[S]\na = 1\nb = x'],
    ['indents', '  [S]\n\ta = 1\n    b = x'],
  ])('%s', (_name, text) => {
    const expected = { a: '1', b: 'x' };
    expect(under(text, 's')).toEqual(expected);
    expect(parseIni(new TextEncoder().encode(text))).toEqual(parseIni(text));
  });

  test('UTF-16 with its mark is read too', () => {
    expect(parseIni(Buffer.from('\uFEFF[S]\na = ö', 'utf16le')).root.sections.get('s')?.entries.get('a')?.value).toBe(
      'ö',
    );
  });

  test('odd lines are reported by number, and all others are read', () => {
    const text = [
      '[General',
      'a = 1',
      'no sense at all',
      '= nothing',
      '"open = 1',
      '[[deep]] tail',
      'b = 2',
      '[[[[deeper]]]]',
      'c = 3',
      '[General]',
      'a = 2',
      'd = x\0y',
    ].join('\n');
    expect(under(text, 'general')).toEqual({ a: '2', d: 'xy' });
    expect(under(text, 'general', 'deep')).toEqual({ b: '2' });
    expect(under(text, 'general', 'deep', 'deeper')).toEqual({ c: '3' });
    expect(parseIni(text).invalidLines.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '1 is a section whose brackets do not match',
      '3 is neither a section nor a key with a value',
      '4 is neither a section nor a key with a value',
      '5 is neither a section nor a key with a value',
      '6 is a section whose brackets do not match',
      '8 is a section inside of one that is missing',
      '10 begins a section a second time',
      '11 repeats a key; the last one counts',
      '12 some of its characters are damaged',
    ]);
  });

  test('bytes that are not UTF-8 damage their line only', () => {
    const bytes = Buffer.concat([Buffer.from('[S]\na = x'), Buffer.from([0xff, 0xc3]), Buffer.from('\nb = ok\n')]);
    const { root, invalidLines } = parseIni(bytes);
    expect(root.sections.get('s')?.entries.get('a')?.value).toBe('x\uFFFD\uFFFD');
    expect(root.sections.get('s')?.entries.get('b')).toEqual({ value: 'ok', line: 3 });
    expect(invalidLines).toEqual([{ line: 2, reason: 'some of its characters are damaged' }]);
  });

  test('names like those of object members are only names', () => {
    expect(parseIni('[__proto__]\nconstructor = 1').root.sections.get('__proto__')?.entries.get('constructor')).toEqual(
      {
        value: '1',
        line: 2,
      },
    );
  });

  test('a file that is too large is refused, and a report has an end', () => {
    expect(() => parseIni('x'.repeat(1_048_577))).toThrow(Problem);
    const { invalidLines } = parseIni('x\n'.repeat(5_000));
    expect(invalidLines).toHaveLength(1_001);
    expect(invalidLines.at(-1)).toEqual({ line: 1_001, reason: 'and more from here on' });
  });

  test('a megabyte of quotes is read at once', () => {
    const begun = performance.now();
    for (const text of ['"', "'", '"""\n', '[', ',', 'a="""\n'])
      parseIni(text.repeat(Math.floor(1_000_000 / text.length)));
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('whatever stands in a file', () => {
  const noise = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('[', ']', '[[', '"', "'", '"""', '=', ',', '#', '\n', '\r', 'key = ', '\0', '\uFEFF', ' '),
    ),
    { maxLength: 40 },
  );

  test('it is read without an error', () => {
    fc.assert(
      fc.property(noise, (parts) => {
        const { invalidLines } = parseIni(parts.join(''));
        return invalidLines.every(({ line }) => line >= 1);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => parseIni(bytes).root !== undefined));
  });

  test('what is written the way such files are written comes back', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9 .:/$@ä-ü,#-]{0,20}$/);
    fc.assert(
      fc.property(word, (text) => {
        expect(one(`"${text}"`)).toEqual({ value: text, faults: [] });
      }),
    );
    fc.assert(
      fc.property(fc.array(word), (items) => {
        const text = items.length === 0 ? ',' : `${items.map((item) => `"${item}"`).join(', ')},`;
        expect(one(text)).toEqual({ value: items, faults: [] });
      }),
    );
  });
});
