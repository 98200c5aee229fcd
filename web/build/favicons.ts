import type { Plugin } from 'vite';
import { MARK } from '../src/ui/mark.ts';

const attributes = (shape: object): string =>
  Object.entries(shape)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');

/** The highest count shown as a figure; more is "9+". */
const MOST = 9;

function badge(count: number): string {
  if (count === 0) return '';
  const label = count > MOST ? `${MOST}+` : String(count);
  const width = count > MOST ? 20 : 16;
  return (
    `<rect x="${33 - width}" y="16" width="${width}" height="16" rx="8" fill="#0a0f13"/>` +
    `<rect x="${34 - width}" y="17" width="${width - 2}" height="14" rx="7" fill="#e7b551"/>` +
    `<text x="${33 - width / 2}" y="28" text-anchor="middle" font-family="system-ui,sans-serif" font-size="${count > MOST ? 10.5 : 12}" font-weight="700" fill="#0a0f13">${label}</text>`
  );
}

/** The favicon as SVG; a count above zero adds a brass badge. */
export function favicon(count: number): string {
  const shapes = MARK.shapes.map((shape) => `<rect ${attributes(shape)}/>`).join('');
  const lens = [MARK.rim, MARK.lens, MARK.glint].map((shape) => `<ellipse ${attributes(shape)}/>`).join('');
  const mark = `<g transform="translate(2.4 2.4) scale(.85) ${MARK.turn}">${shapes}${lens}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${MARK.viewBox}"><rect width="32" height="32" rx="7" fill="#0a0f13"/>${mark}${badge(count)}</svg>`;
}

const COUNTS = Array.from({ length: MOST + 2 }, (_, count) => count);

/** Writes `favicons/0.svg` to `favicons/10.svg` (10 is "more than nine"): files, so that the CSP needs no data: images. */
export function favicons(): Plugin {
  return {
    name: 'spyglass-favicons',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const match = /\/favicons\/(\d+)\.svg$/.exec(request.url ?? '');
        if (!match) return next();
        response.setHeader('content-type', 'image/svg+xml');
        response.end(favicon(Number(match[1])));
      });
    },
    generateBundle() {
      for (const count of COUNTS) {
        this.emitFile({ type: 'asset', fileName: `favicons/${count}.svg`, source: favicon(count) });
      }
    },
  };
}
