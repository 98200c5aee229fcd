import { describe, expect, test } from 'vitest';
import { readCommandLine, usage } from './arguments.ts';

describe('the command line', () => {
  test.each<[string[], ReturnType<typeof readCommandLine>]>([
    [[], { command: 'serve', json: false }],
    [['serve'], { command: 'serve', json: false }],
    [['--demo'], { command: 'demo', json: false }],
    [['migrate', '--json'], { command: 'migrate', json: true }],
    [['--help'], 'help'],
  ])('%j', (args, expected) => {
    expect(readCommandLine(args)).toEqual(expected);
  });

  test.each<[string[], string]>([
    [['migrat'], 'There is no command migrat. Did you mean migrate?'],
    [['serve', 'now'], 'The command serve takes no now'],
    [['--port', '1'], "Unknown option '--port'"],
  ])('%j is refused', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
  });

  test('the usage names every command', () => {
    expect(usage()).toMatch(/serve[\s\S]*demo[\s\S]*migrate/);
  });
});
