import { createCompiledCatalog } from '@lingui/cli/api';
import type { Plugin } from 'vite';
import { enFirst } from '../src/locales/en.ts';
import { enMore } from '../src/locales/en-more.ts';
import { pseudoLocalise } from '../src/locales/pseudo.ts';

const pseudo = (words: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([id, text]) => [id, pseudoLocalise(text)]));

const catalogues: Readonly<Record<string, () => Record<string, string>>> = {
  en: () => ({ ...enFirst }),
  'en-more': () => ({ ...enMore }),
  pseudo: () => pseudo(enFirst),
  'pseudo-more': () => pseudo(enMore),
};

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
      const source = catalogues[id.slice(PREFIX.length + 1)];
      if (!source) throw new Error(`There is no message catalogue ${id.slice(PREFIX.length + 1)}`);
      const { source: code, errors } = createCompiledCatalog('en', source(), { namespace: 'es', strict: true });
      const [problem] = errors;
      if (problem) throw problem.error;
      return code;
    },
  };
}
