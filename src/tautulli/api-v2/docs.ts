/** The commands that explain the others (API notes 8). */
import { type Command, defineCommand, type ReadyCommand } from './command.ts';
import type { ParamSpecs } from './params.ts';
import { raw } from './reply.ts';

/** Both are answered without a key, and when the API is switched off. */
export const docsCommands = (commands: () => readonly Command[]): readonly ReadyCommand[] => [
  defineCommand({
    name: 'docs',
    summary: 'Names every command with what it does',
    isOpen: true,
    params: {},
    handle: () => Object.fromEntries(commands().map(({ name, summary }) => [name, summary])),
  }),
  defineCommand({
    name: 'docs_md',
    summary: 'The same as a page for people, in Markdown',
    isOpen: true,
    params: {},
    handle: () => raw(`<pre>${escapeHtml(commands().map(describe).join('\n'))}</pre>`, 'text/html'),
  }),
];

const describe = ({ name, summary, params }: Command): string =>
  `## ${name}\n${summary}.\n\n${describeParams(params)
    .map((line) => `- ${line}\n`)
    .join('')}`;

/** One phrase a parameter: name, kind, and whether it must be sent. */
export const describeParams = (params: ParamSpecs): readonly string[] =>
  Object.entries(params).map(
    ([name, { kind, required }]) => `${name} (${KIND_WORDS[kind]}${required ? ', required' : ''})`,
  );

const KIND_WORDS = {
  text: 'text',
  boolean: 'flag',
  integer: 'number',
  strictInteger: 'number',
  id: 'id',
  list: 'list',
  ids: 'list of ids',
  file: 'file',
} as const;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
