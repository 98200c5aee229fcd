import type { Plugin } from 'vite';

const FOREIGN =
  /\/(?:react-aria|react-stately|react-aria-components)\/dist\/private\/intl\/[^?]*\/(?!en-US|de-DE|fr-FR|es-ES)[a-z]{2}-[A-Z]{2}\.mjs$/;

/**
 * React Aria carries its own few words in thirty languages; those the app does not speak are left out of the bundle.
 * Undefined and not empty: an empty list would be taken for that language, and its first word would be missing.
 */
export function localeStrings(): Plugin {
  return {
    name: 'spyglass-locale-strings',
    enforce: 'pre',
    load: (id) => (FOREIGN.test(id.replaceAll('\\', '/')) ? 'export default undefined;' : undefined),
  };
}
