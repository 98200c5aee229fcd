import { describe, expect, test } from 'vitest';
import { readCommandLine, usage } from './arguments.ts';

describe('the command line of reset-password', () => {
  test.each([
    [['reset-password'], { username: null, isGenerated: false, removeFactors: false }],
    [
      ['reset-password', '--username', ' Ann ', '--generate'],
      { username: 'Ann', isGenerated: true, removeFactors: false },
    ],
    [['--remove-second-factor', 'reset-password'], { username: null, isGenerated: false, removeFactors: true }],
  ])('%j', (args, reset) => {
    expect(readCommandLine(args)).toEqual({ command: 'reset-password', json: false, reset });
  });

  test.each<[string[], string]>([
    [['serve', '--generate'], 'The option --generate belongs to the command reset-password, not to serve'],
    [['reset-password', '--yes'], 'The option --yes belongs to the command import, not to reset-password'],
    [['reset-password', 'ann'], 'The command reset-password takes no ann'],
    [['reset-password', '--username', ' '], '--username is empty'],
    [['reset-pasword'], 'There is no command reset-pasword. Did you mean reset-password?'],
  ])('%j is refused', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
  });

  test('the usage tells of it', () => {
    expect(usage()).toMatch(/reset-password {2}give an account[\s\S]*--remove-second-factor/);
  });
});
