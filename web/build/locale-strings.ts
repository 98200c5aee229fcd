import type { Plugin } from 'vite';

const FOREIGN =
  /\/(?:react-aria|react-stately|react-aria-components)\/dist\/private\/intl\/[^?]*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;

/** React Aria carries its own few words in thirty languages; the app speaks one, so the others are left out of the bundle. */
export function localeStrings(): Plugin {
  return {
    name: 'spyglass-locale-strings',
    enforce: 'pre',
    load: (id) => (FOREIGN.test(id.replaceAll('\\', '/')) ? 'export default {};' : undefined),
  };
}
