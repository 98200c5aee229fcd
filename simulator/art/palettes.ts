import { hashText } from '../random.ts';
import { type Colour, colour, turn } from './colour.ts';

/** The colours of one picture. */
export interface Palette {
  /** From the top of the sky to the horizon. */
  readonly sky: readonly [Colour, Colour, Colour];
  /** Sun, moon, lamps. */
  readonly light: Colour;
  /** Silhouettes, from those at the horizon to those in front. */
  readonly far: Colour;
  readonly near: Colour;
  readonly accent: Colour;
  readonly paper: Colour;
  readonly ink: Colour;
}

type Row = readonly [
  name: string,
  sky0: string,
  sky1: string,
  sky2: string,
  light: string,
  far: string,
  near: string,
  accent: string,
  paper: string,
  ink: string,
];

const ROWS: readonly Row[] = [
  ['dusk', '#1f2a52', '#8b4a6b', '#f4a261', '#ffe3b3', '#6b4a6e', '#191532', '#f26b4e', '#f3e9dc', '#1d1a35'],
  ['harbour', '#0f3b4c', '#2f7f86', '#f0d9a8', '#fff3d6', '#2b6b74', '#082630', '#e2583e', '#f1ead9', '#0c2b36'],
  ['ember', '#2a0f14', '#8e2b1f', '#f07c32', '#ffd27a', '#7a2a1e', '#1b090c', '#ffb238', '#f6e7d2', '#2a0f14'],
  ['fjord', '#16324f', '#4c7ea8', '#cfe3ea', '#ffffff', '#5d86a3', '#12263a', '#e9724c', '#eef2f1', '#16283a'],
  ['moss', '#16302a', '#4f7a57', '#dcd9a2', '#fff5c9', '#47704f', '#0f211c', '#e6a33a', '#f0eddc', '#16302a'],
  ['night', '#0a0e23', '#1c2552', '#4b4a86', '#f7efd0', '#2d2f66', '#080a19', '#f3c04b', '#e9e6ee', '#12142c'],
  ['orchid', '#2b1740', '#81408c', '#f3a5b5', '#ffe8e0', '#6d3c80', '#1d0f2e', '#ff6f61', '#f7ebef', '#2b1740'],
  ['petrol', '#06222b', '#0f5563', '#69b3a2', '#f6f1d1', '#14505c', '#04161c', '#f25f3a', '#eaf0ea', '#06222b'],
  ['ochre', '#5a2f12', '#c8782b', '#f7d491', '#fff2cf', '#a8612a', '#3a1d0c', '#c0392b', '#f8efdc', '#4a2610'],
  ['ice', '#6f9bb8', '#b7d2df', '#f3f5f2', '#ffffff', '#9dbccd', '#2c4a60', '#d64545', '#f4f6f5', '#22394b'],
  ['blood', '#120506', '#4a0d12', '#a3181c', '#ff5a45', '#37090d', '#080203', '#e8372c', '#efe4df', '#1a0708'],
  ['noir', '#0e1116', '#2c333d', '#8d98a3', '#f4f1e6', '#39424e', '#07090c', '#e6c229', '#ecebe6', '#14181e'],
  ['coral', '#0e5a63', '#3fa7a0', '#ffd3b0', '#fff6e6', '#2c8a88', '#0a3c45', '#ff6b57', '#fdf2e6', '#0d454e'],
  ['plum', '#20122e', '#5a2f57', '#c8697a', '#ffdcc2', '#4a2a4d', '#150b20', '#f2a541', '#f3e8e6', '#241433'],
  ['citrus', '#1c7293', '#7cc3c1', '#fdf0b4', '#fffbe0', '#4e9fa5', '#12405a', '#f4772e', '#fdf7e1', '#14415c'],
  ['meadow', '#4a90a4', '#a8d5ba', '#fdf3c4', '#fffdf0', '#7fb77e', '#2f5d50', '#ee6c4d', '#fbf6e2', '#234a40'],
  ['candy', '#4059ad', '#97a7e0', '#fbd1c8', '#fff4e6', '#6b7ecb', '#27357a', '#f4845f', '#fdf1ea', '#27357a'],
  ['violet', '#0f0b2b', '#3a1f7a', '#a04ed1', '#f5d0ff', '#2d1a66', '#0a071e', '#2ee6c5', '#efe9f7', '#170f3d'],
  ['signal', '#101820', '#20323f', '#f2aa4c', '#ffe9c4', '#2c4250', '#0a1016', '#f2aa4c', '#f3eee4', '#101820'],
  ['tin', '#39424e', '#7d8a94', '#d9d3c3', '#f9f5e8', '#66737e', '#1c232b', '#c8553d', '#efece3', '#232b34'],
  ['rose', '#7b3b4b', '#c97b84', '#f8dcc9', '#fff5ec', '#a65a68', '#4a1f2d', '#2f6f73', '#fbf1ea', '#4a1f2d'],
  ['sand', '#31546b', '#c19a6b', '#f3d7a4', '#fff4d8', '#b0824f', '#4a2f1c', '#d1495b', '#f7eddb', '#3b2a1c'],
];

/** By genre, first those that say it best. */
const GENRES: Readonly<Record<string, readonly string[]>> = {
  Drama: ['dusk', 'harbour', 'tin', 'plum', 'rose', 'fjord'],
  Mystery: ['petrol', 'night', 'plum', 'noir'],
  Thriller: ['noir', 'signal', 'petrol', 'ember'],
  Crime: ['signal', 'noir', 'blood', 'ember'],
  Comedy: ['citrus', 'coral', 'candy', 'ochre'],
  Romance: ['rose', 'orchid', 'coral', 'dusk'],
  'Science Fiction': ['violet', 'night', 'petrol', 'ice'],
  Adventure: ['fjord', 'sand', 'ochre', 'moss'],
  Horror: ['blood', 'noir', 'ember'],
  Family: ['meadow', 'candy', 'citrus', 'coral'],
  Animation: ['candy', 'meadow', 'citrus'],
  Fantasy: ['orchid', 'moss', 'violet', 'plum'],
  Documentary: ['moss', 'ice', 'tin', 'harbour'],
  Music: ['plum', 'ember', 'dusk'],
  'Indie Rock': ['harbour', 'coral', 'rose'],
  Jazz: ['noir', 'signal', 'plum'],
  Folk: ['moss', 'ochre', 'meadow'],
  Electronic: ['violet', 'orchid', 'petrol'],
  Classical: ['tin', 'moss', 'ice'],
  Soul: ['ember', 'ochre', 'dusk'],
  Brass: ['ochre', 'signal', 'citrus'],
  'Post Rock': ['fjord', 'ice', 'night'],
  Pop: ['candy', 'coral', 'orchid'],
  Ambient: ['ice', 'petrol', 'harbour'],
};

const PALETTES = new Map(
  ROWS.map(([name, sky0, sky1, sky2, light, far, near, accent, paper, ink]): [string, Palette] => [
    name,
    {
      sky: [colour(sky0), colour(sky1), colour(sky2)],
      light: colour(light),
      far: colour(far),
      near: colour(near),
      accent: colour(accent),
      paper: colour(paper),
      ink: colour(ink),
    },
  ]),
);

/** The same mood with every hue turned a little. */
const turned = (p: Palette, degrees: number): Palette => ({
  sky: [turn(p.sky[0], degrees), turn(p.sky[1], degrees), turn(p.sky[2], degrees)],
  light: p.light,
  far: turn(p.far, degrees),
  near: turn(p.near, degrees),
  accent: turn(p.accent, degrees),
  paper: p.paper,
  ink: turn(p.ink, degrees),
});

/** A palette that fits the genres; `name` decides which of them, and gives it a shade of its own. */
export function paletteFor(genres: readonly string[], name: string): Palette {
  const names = genres.flatMap((genre) => GENRES[genre]?.slice(0, 4) ?? []);
  const all = names.length > 0 ? names : ROWS.map(([row]) => row);
  const hash = hashText(name);
  const chosen = PALETTES.get(all[hash % all.length] ?? 'dusk') ?? PALETTES.get('dusk');
  if (chosen === undefined) throw new RangeError('there are no palettes');
  return turned(chosen, ((hash >>> 8) % 17) - 8);
}
