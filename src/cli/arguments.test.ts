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
    [['import', 'tautulli', 'x.db', '--dryrun'], "Unknown option '--dryrun'. Did you mean --dry-run?"],
    [['serve', '--yes'], 'The option --yes belongs to the command import, not to serve'],
    [['constructor'], 'There is no command constructor'],
    [['import'], 'The command import needs to know where from, and which file'],
    [['import', '/data/tautulli.db'], 'The command import needs to know what /data/tautulli.db comes from'],
    [['import', 'tautuli', 'x.db'], 'Nothing can be imported from tautuli. Did you mean tautulli?'],
    [['import', 'jellystat', 'x.db'], 'Nothing can be imported from jellystat, only from tautulli'],
    [['import', 'tautulli'], 'The command import tautulli needs the path of a database, a zip or a folder'],
    [['import', 'tautulli', 'My', 'data'], 'The command import tautulli takes one path, not also data'],
    [['import', 'tautulli', 'x.db', '--server', ' '], '--server is empty'],
    [['import', 'tautulli', ''], 'PATH is empty'],
    [['import', 'tautulli', 'x.db', '--server'], "Option '--server <value>' argument missing"],
    [['import', 'tautulli', 'x.db', '--yes', '--dry-run'], '--dry-run changes nothing'],
  ])('%j is refused', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
  });

  test('an import with everything', () => {
    const options = ['--config', 'c.ini', '--server', ' Harbour ', '--allow-newer', '--report', 'r.json', '--json'];
    expect(readCommandLine(['import', 'tautulli', 'x.db', '--yes', ...options])).toEqual({
      command: 'import',
      json: true,
      import: {
        path: 'x.db',
        configPath: 'c.ini',
        isDryRun: false,
        yes: true,
        serverName: 'Harbour',
        allowNewer: true,
        reportFile: 'r.json',
      },
    });
  });

  test('the options of an import may stand anywhere', () => {
    expect(readCommandLine(['--dry-run', 'import', 'tautulli', 'x.db'])).toMatchObject({
      import: { isDryRun: true, yes: false, serverName: null, configPath: null, allowNewer: false, reportFile: null },
    });
  });

  test('the usage names every command', () => {
    expect(usage()).toMatch(/serve[\s\S]*demo[\s\S]*migrate[\s\S]*import tautulli PATH[\s\S]*--dry-run/);
  });
});
