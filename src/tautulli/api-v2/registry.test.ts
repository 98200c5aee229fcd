import { expect, test } from 'vitest';
import { defineCommand, waitingCommand } from './command.ts';
import { COMMANDS } from './commands.ts';
import { describeCommands } from './describe.ts';
import { createRegistry } from './registry.ts';

const HOW_MANY = 125;

const ready = (name: string) => defineCommand({ name, summary: 'Answers', params: {}, handle: () => null });
const waiting = (name: string) =>
  waitingCommand({ name, summary: 'Waits', room: 'x', params: { 'on_<event>': { kind: 'text', required: true } } });

test('all commands of the reference are known', () => {
  const { names } = createRegistry(COMMANDS);
  expect(names).toHaveLength(HOW_MANY);
  expect(names).toEqual([...names].sort());
  expect(names.filter((name) => !/^[a-z]+(_[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('a command that is answered no longer waits', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(
    names.filter((name, index) => names.indexOf(name) !== index),
    'take these out of their list under waiting/',
  ).toEqual([]);
});

test('summaries are one sentence without a full stop', () => {
  const odd = COMMANDS.filter(({ summary }) => !/^[A-Z][^\n]{3,98}[^.\n]$/.test(summary));
  expect(odd.map(({ name }) => name)).toEqual([]);
});

test('a command that is answered hides one that waits, whatever their order', () => {
  for (const commands of [
    [ready('a'), waiting('a')],
    [waiting('a'), ready('a')],
  ])
    expect(createRegistry(commands).find('a')?.state).toBe('ready');
});

test('two answers to one command are a mistake', () => {
  expect(() => createRegistry([ready('a'), ready('a')])).toThrow('The command a is defined twice');
});

test('names of object members are no commands', () => {
  expect(createRegistry([]).find('__proto__')).toBeUndefined();
});

test('the description lists commands, their state and their parameters', () => {
  expect(describeCommands([ready('a'), waiting('b')])).toBe(
    [
      '1 of 2 commands are answered.',
      '',
      '| Command | State | Key | What it does | Parameters |',
      '| --- | --- | --- | --- | --- |',
      '| `a` | answered | read | Answers |  |',
      '| `b` | waits for x | read | Waits | on_&lt;event> (text, required) |',
      '',
    ].join('\n'),
  );
});
