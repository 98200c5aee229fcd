import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { completeConfig, describeOptions, maskPasswords, optionsOfAgent } from './agent-catalogue.ts';

const EMAIL = 10;
const options = optionsOfAgent(EMAIL) ?? {};

test('every agent of the reference is known, and no other', () => {
  const known = Array.from({ length: 40 }, (_, id) => id).filter((id) => optionsOfAgent(id) !== undefined);
  expect(known).toHaveLength(28);
  expect(known).not.toContain(19);
});

test.each<[string, Json | undefined, Json]>([
  ['smtp_port', '587', 587],
  ['smtp_port', ' 25 ', 25],
  ['smtp_port', 'none', 0],
  ['smtp_port', null, 0],
  ['smtp_port', 25.9, 25],
  ['tls', true, 1],
  ['tls', undefined, 2],
  ['to', 'ada@example.com', ['ada@example.com']],
  ['to', ['a', 'b'], ['a', 'b']],
  ['from', undefined, ''],
  ['from', 'x', 'x'],
])('the setting %s stored as %j is %j', (key, stored, expected) => {
  expect(completeConfig(options, stored === undefined ? {} : { [key]: stored })[key]).toEqual(expected);
});

test('settings the agent does not have are left out, and those of an unknown agent stay', () => {
  expect(completeConfig(options, { other: 1 })).not.toHaveProperty('other');
  expect(completeConfig(undefined, { other: 1 })).toEqual({ other: 1 });
});

test('only passwords that are there are hidden', () => {
  expect(maskPasswords({ smtp_password: 'secret', password: '', token: 'secret' })).toEqual({
    smtp_password: '    ',
    password: '',
    token: 'secret',
  });
});

test('the form has a field for every setting, with its value', () => {
  const fields = describeOptions(options, 'email', completeConfig(options, { smtp_port: 25 }));
  expect(fields.map(({ name }) => name)).toEqual(Object.keys(options).map((key) => `email_${key}`));
  expect(fields).toContainEqual({
    label: 'Smtp port',
    value: 25,
    name: 'email_smtp_port',
    description: '',
    input_type: 'number',
  });
  expect(fields.find(({ name }) => name === 'email_tls')).toMatchObject({
    select_options: { 0: '0', 1: '1', 2: '2' },
  });
});
