/** What settings the reference's agents have (notification notes, agents). */
import { z } from 'zod';
import type { Json, JsonObject } from '../json.ts';
import agents from './catalogues/notification-agents.json' with { type: 'json' };

const Option = z.object({
  default: z.union([z.number(), z.string(), z.array(z.string())]),
  input: z.enum(['text', 'password', 'token', 'number', 'checkbox', 'select', 'selectize']),
  choices: z.array(z.union([z.number(), z.string()])).optional(),
});
type Option = z.infer<typeof Option>;

/** Settings by name, in the order in which they are shown. */
export type Options = Readonly<Record<string, Option>>;

const Agent = z.object({ id: z.number(), name: z.string(), label: z.string(), options: z.record(z.string(), Option) });
export type Agent = z.infer<typeof Agent>;

const AGENTS = z.array(Agent).parse(agents);

/** Where a link in a message may lead. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  movie_provider: ['', 'plexweb', 'imdb', 'themoviedb', 'thetvdb', 'trakt', 'simkl'],
  tv_provider: ['', 'plexweb', 'imdb', 'themoviedb', 'thetvdb', 'tvmaze', 'trakt', 'simkl'],
  music_provider: ['', 'plexweb', 'lastfm', 'musicbrainz'],
};

/** A kind of agent; undefined for one that nobody knows any more. */
export const agentOf = (agentId: number): Agent | undefined => AGENTS.find(({ id }) => id === agentId);

/** The settings of an agent; undefined for one that nobody knows any more. */
export const optionsOfAgent = (agentId: number): Options | undefined => agentOf(agentId)?.options;

/** What a client sends back for a password it was not shown. */
export const HIDDEN = '    ';

/** Whether a setting is never shown. */
export const isPassword = (key: string): boolean => key.includes('password');

/** Stored settings as the agent has them: nothing else, nothing missing, of the right kind (notification notes, agents). */
export const completeConfig = (options: Options | undefined, stored: JsonObject): JsonObject =>
  options === undefined
    ? stored
    : Object.fromEntries(
        Object.entries(options).map(([key, option]) => [key, fitted(option.default, stored[key])] as const),
      );

function fitted(preset: Option['default'], value: Json | undefined): Json {
  if (value === undefined) return preset;
  if (typeof preset === 'number') return wholeNumber(value);
  return Array.isArray(preset) && !Array.isArray(value) ? [value] : value;
}

function wholeNumber(value: Json): number {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number === 'boolean') return number ? 1 : 0;
  return typeof number === 'number' ? Math.trunc(number) : 0;
}

/** Passwords are not shown; other secrets always were, and clients keep them. */
export const maskPasswords = (config: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, isPassword(key) && value ? HIDDEN : value] as const),
  );

const humanised = (key: string): string => {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** How a form for these settings looks; `config` are their values as shown, `descriptions` what each is for. */
export const describeOptions = (
  options: Options,
  prefix: string,
  config: JsonObject,
  descriptions: Readonly<Record<string, string>> = {},
): readonly JsonObject[] =>
  Object.entries(options).map(([key, option]) => ({
    label: humanised(key),
    value: config[key] ?? null,
    name: `${prefix}_${key}`,
    description: descriptions[key] ?? '',
    input_type: option.input,
    ...choicesOf(key, option),
  }));

function choicesOf(key: string, { input, choices }: Option): JsonObject {
  if (input !== 'select' && input !== 'selectize') return {};
  const values = LINKS[key] ?? choices ?? [];
  const select_options = Object.fromEntries(values.map((value) => [String(value), String(value)]));
  return input === 'select' ? { select_options } : { select_options, select_all: false };
}
