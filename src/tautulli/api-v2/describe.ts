import type { Command } from './command.ts';
import { describeParams } from './docs.ts';

/** Text in a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const stateOf = (command: Command): string => (command.state === 'ready' ? 'answered' : `waits for ${command.room}`);

const rowOf = (command: Command): string =>
  `| \`${command.name}\` | ${stateOf(command)} | ${command.access} | ${cell(command.summary)} | ${cell(describeParams(command.params).join(', '))} |`;

/** The commands as a Markdown table, for the documentation: what is answered, what waits for what, who may use it. */
export function describeCommands(commands: readonly Command[]): string {
  const answered = commands.filter(({ state }) => state === 'ready').length;
  return [
    `${answered} of ${commands.length} commands are answered.`,
    '',
    '| Command | State | Key | What it does | Parameters |',
    '| --- | --- | --- | --- | --- |',
    ...commands.map(rowOf),
    '',
  ].join('\n');
}
