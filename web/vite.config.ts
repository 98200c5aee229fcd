import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { favicons } from './build/favicons.ts';
import { localeStrings } from './build/locale-strings.ts';
import { messages } from './build/messages.ts';
import { preloadNow } from './build/preload-now.ts';
import { serviceWorker } from './build/service-worker.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where a development server finds the API: a running Spyglass or `web/dev/serve.ts`. */
const DEV_API = 'http://127.0.0.1:8181';

export default defineConfig({
  root: here('.'),
  // Relative, because the path Spyglass is served under is known only when it starts.
  base: './',
  plugins: [localeStrings(), messages(), favicons(), react(), tailwindcss(), preloadNow(), serviceWorker()],
  server: { proxy: { '/api': DEV_API, '/readyz': DEV_API }, fs: { allow: [here('..')] } },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Fonts and pictures stay files: a data: URL would need an exception in the CSP.
    assetsInlineLimit: 0,
    // What nearly every page needs is one file: many small ones compress badly.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 28 }] } } },
  },
});
