import { arcs, balloon, bars, circles, grid, planet, space, sun, target } from './abstract.ts';
import { birds, desert, fields, forest, house, moon, mountains, river, road, snow } from './land.ts';
import { boat, bridge, island, lighthouse, rain, sea, waves } from './sea.ts';
import type { Scene } from './sketch.ts';
import { arches, city, rail, stairs, tower, window } from './town.ts';

const SCENES: Readonly<Record<string, Scene>> = {
  sea,
  boat,
  lighthouse,
  waves,
  island,
  bridge,
  rain,
  mountains,
  moon,
  forest,
  desert,
  road,
  house,
  fields,
  river,
  snow,
  birds,
  city,
  rail,
  tower,
  window,
  stairs,
  arches,
  space,
  planet,
  circles,
  sun,
  balloon,
  grid,
};

/** What record sleeves show. */
export const COVERS: readonly Scene[] = [
  arcs,
  bars,
  circles,
  target,
  waves,
  grid,
  sun,
  moon,
  sea,
  planet,
  birds,
  stairs,
  island,
  arches,
  desert,
  boat,
];

/** The names of all scenes. */
export const SCENE_NAMES: readonly string[] = Object.keys(SCENES);

/** A scene by its name; unknown names get one of their own choosing. */
export const sceneNamed = (name: string | undefined, hash: number): Scene =>
  SCENES[name ?? ''] ?? SCENES[SCENE_NAMES[hash % SCENE_NAMES.length] ?? 'sea'] ?? sea;
