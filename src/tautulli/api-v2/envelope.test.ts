import { describe, expect, test } from 'vitest';
import { PLAIN_JSON, readOutput, render, replyOf } from './envelope.ts';
import type { Json } from './json.ts';
import { download, failed, type Reply, raw, succeeded } from './reply.ts';
import { writeXml } from './xml.ts';

const sent = (values: Record<string, string>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, [value]] as const));

const parsed = (answer: Json | Reply | undefined) => {
  const { status, body } = render(replyOf(answer), PLAIN_JSON);
  return [status, JSON.parse(String(body)).response];
};

describe('what a command returned becomes', () => {
  const ok = (data: Json, message: string | null = null) => [200, { result: 'success', message, data }];
  const bad = (data: Json, message: string | null = null) => [400, { result: 'error', message, data }];
  test.each<[string, Json | Reply | undefined, unknown]>([
    ['nothing', null, bad({})],
    ['nothing at all', undefined, bad({})],
    ['an object', { a: 1 }, ok({ a: 1 })],
    ['an empty object', {}, ok({})],
    ['a list', [], ok([])],
    ['no', false, ok(false)],
    ['zero', 0, ok(0)],
    ['an empty text', '', ok('')],
    ['a text', 'Successfully updated', ok('Successfully updated')],
    ['a text that is a number', '8', ok(8)],
    ['a text that is a flag', 'true', ok(true)],
    ['a text that is null', 'null', ok({})],
    ['a text that looks like JSON', '{no', ok('{no')],
    ['a message', { message: 'Hello!', id: 1 }, ok({ id: 1 }, 'Hello!')],
    ['a message alone', { message: 'Done' }, ok({}, 'Done')],
    ['an empty message', { message: '', id: 1 }, ok({ message: '', id: 1 })],
    ['a message that is null', { message: null, id: 1 }, ok({ message: null, id: 1 })],
    ['success', { result: 'success', message: '' }, ok({})],
    ['an error', { result: 'error', message: 'No.' }, bad({}, 'No.')],
    ['an error with data', { result: 'error', message: 'No.', update: null }, bad({ update: null }, 'No.')],
    ['an error without words', { result: 'error' }, bad({})],
    ['a reply', succeeded('Yes', { a: 1 }), ok({ a: 1 }, 'Yes')],
    ['a reply without data', succeeded('Yes', null), ok({}, 'Yes')],
    ['a message within the data of a reply', succeeded(null, { message: 'x' }), ok({ message: 'x' })],
    ['a failure', failed('No'), bad({}, 'No')],
    ['a failure with its own status', failed('No', { status: 500 }), [500, bad({}, 'No')[1]]],
    ['members without a value', { a: undefined, b: null }, ok({ b: null })],
  ])('%s', (_name, answer, expected) => {
    expect(parsed(answer)).toEqual(expected);
  });
});

test.each([
  ['nothing', {}, { format: 'json', callback: null, isPretty: false }],
  ['empty options', { out_type: '', callback: '', debug: '' }, { format: 'json', callback: null, isPretty: false }],
  ['XML', { out_type: 'xml' }, { format: 'xml', callback: null, isPretty: false }],
  ['any debug', { debug: '0' }, { format: 'json', callback: null, isPretty: true }],
  ['a callback', { callback: 'jQuery_1.$x' }, { format: 'json', callback: 'jQuery_1.$x', isPretty: false }],
  ['a callback for XML', { out_type: 'xml', callback: '1' }, { format: 'xml', callback: '1', isPretty: false }],
  ['another format', { out_type: 'yaml' }, 'Parameter out_type must be json or xml'],
  ['an unknown spelling', { out_type: 'XML' }, 'Parameter out_type must be json or xml'],
  ['code for a callback', { callback: 'alert(1)' }, 'Parameter callback must be the name of a function'],
  ['a number first', { callback: '1-bad' }, 'Parameter callback must be the name of a function'],
  ['a line after the name', { callback: 'a\n' }, 'Parameter callback must be the name of a function'],
])('output options: %s', (_name, options, expected) => {
  expect(readOutput(sent(options))).toEqual(expected);
});

test('members are as far apart as shell scripts expect, and text is not escaped', () => {
  const { body } = render(succeeded(null, { name: 'Élodie 🌊', list: [1, [2.5, true]] }), PLAIN_JSON);
  expect(body).toBe(
    '{"response": {"result": "success", "message": null, "data": {"name": "Élodie 🌊", "list": [1, [2.5, true]]}}}',
  );
});

test.each<[string, Json, string]>([
  ['text', 'a<b>&"c"', '<r>\n\t<k>a&lt;b&gt;&amp;"c"</k>\n</r>'],
  ['null', null, '<r>\n\t<k></k>\n</r>'],
  ['a flag', true, '<r>\n\t<k>true</k>\n</r>'],
  ['an empty object', {}, '<r>\n\t<k></k>\n</r>'],
  ['an empty list', [], '<r></r>'],
  ['a list', [1, 2], '<r>\n\t<k>1</k>\n\t<k>2</k>\n</r>'],
  ['objects in a list', [{ a: 1 }, { a: 2 }], '<r>\n\t<k>\n\t\t<a>1</a>\n\t</k>\n\t<k>\n\t\t<a>2</a>\n\t</k>\n</r>'],
  ['lists in a list', [[1], [2]], '<r>\n\t<k>1</k>\n\t<k>2</k>\n</r>'],
  ['what XML cannot hold', 'a\u0000b\ud800c\r\n', '<r>\n\t<k>abc&#13;\n</k>\n</r>'],
  ['names XML cannot have', { '1 <a>': 1 }, '<r>\n\t<k>\n\t\t<_1__a_>1</_1__a_>\n\t</k>\n</r>'],
])('XML of %s', (_name, value, expected) => {
  expect(writeXml('r', { k: value })).toBe(`<?xml version="1.0" encoding="utf-8"?>\n${expected}`);
});

test.each([
  ['export.csv', 'attachment; filename="export.csv"'],
  ['a "b"\\c.csv', `attachment; filename="a _b__c.csv"; filename*=UTF-8''a%20%22b%22%5Cc.csv`],
  ['Müsic\r\n.xml', `attachment; filename="M_sic__.xml"; filename*=UTF-8''M%C3%BCsic%0D%0A.xml`],
  ['\ud800.log', `attachment; filename="_.log"; filename*=UTF-8''%EF%BF%BD.log`],
])('a download called %j', (name, disposition) => {
  const rendered = render(download(name, 'x'), PLAIN_JSON);
  expect(rendered.contentType).toBe('application/x-download');
  expect(rendered.headers).toEqual({ 'content-disposition': disposition });
});

test('a body of its own is not touched by output options', () => {
  const reply = raw('<b>', 'text/html', { status: 201 });
  expect(render(reply, { format: 'xml', callback: 'a', isPretty: true })).toBe(reply);
});
