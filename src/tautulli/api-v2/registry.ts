/** All commands there are: those that are answered, and those that are only known. */
import type { Command } from './command.ts';
import { docsCommands } from './docs.ts';

export interface Registry {
  /** Sorted by name. */
  readonly commands: readonly Command[];
  /** Sorted. */
  readonly names: readonly string[];
  /** Names are case-sensitive. */
  find(name: string): Command | undefined;
}

/**
 * Makes the registry and adds `docs` and `docs_md` over it. A command that is answered hides one of the same name that
 * waits. Throws an `Error` when two commands that are answered share a name: that is a mistake of ours.
 */
export function createRegistry(given: readonly Command[]): Registry {
  const byName = new Map<string, Command>();
  for (const command of [...given, ...docsCommands(() => registry.commands)]) {
    const known = byName.get(command.name);
    if (known?.state === 'ready' && command.state === 'ready')
      throw new Error(`The command ${command.name} is defined twice`);
    if (known?.state !== 'ready') byName.set(command.name, command);
  }
  const commands = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const registry: Registry = {
    commands,
    names: commands.map(({ name }) => name),
    find: (name) => byName.get(name),
  };
  return registry;
}
