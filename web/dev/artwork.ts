import { hash, pick, seeded } from './random.ts';

/** Sky above, sky below, light, far land, near land, words. */
type Palette = readonly [string, string, string, string, string, string];

const PALETTES: readonly Palette[] = [
  ['#0b2a3f', '#f3a35c', '#ffe2a8', '#7a4a52', '#1d1f33', '#fff3dc'],
  ['#1b1036', '#7a3b8f', '#ffd0e8', '#40206b', '#150b2b', '#ffe9f6'],
  ['#03353a', '#49b0a0', '#f6f2c8', '#12605c', '#06282c', '#f4fbe9'],
  ['#3b0d14', '#d9503f', '#ffd9a0', '#7c1f28', '#22070c', '#ffeedd'],
  ['#10233f', '#6f9fd8', '#eaf4ff', '#28517f', '#0b1830', '#eef6ff'],
  ['#2d2a1e', '#c9a85a', '#fff2c4', '#6d5b2f', '#1b180e', '#fff8e3'],
  ['#0d1a12', '#5f9c63', '#eaffd0', '#2c5a3b', '#0a150d', '#f0ffe6'],
  ['#2a1230', '#ef7f76', '#ffe7b8', '#8b3d63', '#1d0b22', '#fff0e2'],
];

/** The outline of hills across `width`, as the points of a polygon that is closed at the bottom. */
function ridge(random: () => number, width: number, height: number, level: number, swing: number): string {
  const [a, b, shift] = [1 + random() * 2, 3 + random() * 4, random() * 6];
  const points = Array.from({ length: 25 }, (_, step) => {
    const x = (step / 24) * width;
    const wave = Math.sin((step / 24) * Math.PI * a + shift) * 0.7 + Math.sin((step / 24) * Math.PI * b + shift) * 0.3;
    return `${x.toFixed(0)},${(height * level - wave * height * swing).toFixed(0)}`;
  });
  return `${points.join(' ')} ${width},${height} 0,${height}`;
}

/** Breaks a title into lines of at most `most` letters. */
function lines(title: string, most: number): string[] {
  const result: string[] = [];
  for (const word of title.split(' ')) {
    const last = result.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) result[result.length - 1] = `${last} ${word}`;
    else result.push(word);
  }
  return result;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function words(title: string, width: number, height: number, ink: string): string {
  const rows = lines(title.toUpperCase(), 11);
  const longest = Math.max(...rows.map((row) => row.length), 7);
  const size = Math.min(width / (longest * 0.92), width * 0.125);
  const top = height - rows.length * size * 1.15 - height * 0.05;
  return rows
    .map(
      (row, index) =>
        `<text x="${width * 0.08}" y="${top + (index + 0.9) * size * 1.15}" font-family="DejaVu Serif,Georgia,serif" font-weight="700" font-size="${size}" letter-spacing="${size * 0.04}" fill="${ink}">${escaped(row)}</text>`,
    )
    .join('');
}

/** A landscape that is always the same for a title; posters and covers carry the title. */
export function artwork(kind: string, title: string): string {
  const random = seeded(hash(title));
  const [sky, low, light, far, near, ink] = pick(random, PALETTES);
  const [width, height] = kind === 'backdrop' ? [960, 540] : kind === 'poster' ? [400, 600] : [400, 400];
  const sun = {
    x: width * (0.25 + random() * 0.5),
    y: height * (0.2 + random() * 0.22),
    r: width * (0.08 + random() * 0.14),
  };
  const horizon = 0.52 + random() * 0.12;
  const land = [
    `<polygon points="${ridge(random, width, height, horizon, 0.09)}" fill="${far}" opacity=".65"/>`,
    `<polygon points="${ridge(random, width, height, horizon + 0.12, 0.07)}" fill="${far}"/>`,
    `<polygon points="${ridge(random, width, height, horizon + 0.25, 0.06)}" fill="${near}"/>`,
  ].join('');
  const stars = Array.from(
    { length: 26 },
    () =>
      `<circle cx="${(random() * width).toFixed(0)}" cy="${(random() * height * 0.45).toFixed(0)}" r="${(random() * 1.6 + 0.4).toFixed(1)}" fill="${light}" opacity=".5"/>`,
  ).join('');
  const shade = `<rect width="${width}" height="${height}" fill="url(#shade)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset=".62" stop-color="${low}"/></linearGradient><linearGradient id="shade" x1="0" y1="0" x2="0" y2="1"><stop offset=".5" stop-color="${near}" stop-opacity="0"/><stop offset="1" stop-color="${near}" stop-opacity=".92"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#sky)"/>${stars}<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r * 1.7}" fill="${light}" opacity=".14"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${light}"/>${land}${kind === 'backdrop' ? '' : shade + words(title, width, height, ink)}</svg>`;
}
