import { createCompiledCatalog } from '@lingui/cli/api';
import type { Plugin } from 'vite';
import { en } from '../src/locales/en.ts';
import { pseudoLocalise } from '../src/locales/pseudo.ts';

const catalogues: Readonly<Record<string, () => Record<string, string>>> = {
  en: () => ({ ...en }),
  pseudo: () => Object.fromEntries(Object.entries(en).map(([id, text]) => [id, pseudoLocalise(text)])),
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
