import type { HtmlTagDescriptor, Plugin } from 'vite';
import { withImports } from './with-imports.ts';

/** The chunk of the page that most visits begin with. */
const FIRST_PAGE = 'now-page';

/**
 * Lets the browser fetch and compile Now together with the app, instead of finding out about it when the app has
 * started and asked who is signed in.
 */
export function preloadNow(): Plugin {
  return {
    name: 'spyglass-preload-now',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find((one) => one.type === 'chunk' && one.name === FIRST_PAGE);
        if (!bundle || !chunk) return undefined;
        const files = [...withImports(bundle, [chunk.fileName])].filter((file) => !html.includes(file));
        return files.map(
          (file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
            injectTo: 'head',
          }),
        );
      },
    },
  };
}
