import { createCompiledCatalog } from '@lingui/cli/api';
import type { Plugin } from 'vite';
import { deFirst } from '../src/locales/de.ts';
import { deMore } from '../src/locales/de-more.ts';
import { enFirst } from '../src/locales/en.ts';
import { enMore } from '../src/locales/en-more.ts';
import { es } from '../src/locales/es.ts';
import { fr } from '../src/locales/fr.ts';
import { pseudoLocalise } from '../src/locales/pseudo.ts';

type Words = Readonly<Record<string, string>>;

const pseudo = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([id, text]) => [id, pseudoLocalise(text)]));

/** The words of `all` with those that a language under way has. */
const known = (all: Words, some: Words): Words =>
  Object.fromEntries(Object.entries(all).map(([id, text]) => [id, some[id] ?? text]));

const catalogues: Readonly<Record<string, () => Words>> = {
  en: () => enFirst,
  'en-more': () => enMore,
  de: () => deFirst,
  'de-more': () => deMore,
  fr: () => known(enFirst, fr),
  'fr-more': () => known(enMore, fr),
  es: () => known(enFirst, es),
  'es-more': () => known(enMore, es),
  pseudo: () => pseudo(enFirst),
  'pseudo-more': () => pseudo(enMore),
};

/** The language whose plurals a catalogue has. */
const localeOf = (name: string): string => name.replace('-more', '').replace('pseudo', 'en');

const PREFIX = 'virtual:messages/';

/**
 * Compiles the message catalogues while building, so that neither the ICU parser nor its work reaches the browser.
 * `virtual:messages/pseudo` is English made longer and accented, to find clipped or untranslated text.
 */
export function messages(): Plugin {
  return {
    name: 'spyglass-messages',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const name = id.slice(PREFIX.length + 1);
      const source = catalogues[name];
      if (!source) throw new Error(`There is no message catalogue ${name}`);
      const words = { ...source() };
      const { source: code, errors } = createCompiledCatalog(localeOf(name), words, { namespace: 'es', strict: true });
      const [problem] = errors;
      if (problem) throw problem.error;
      return code;
    },
  };
}
