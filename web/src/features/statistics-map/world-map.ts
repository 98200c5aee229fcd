/** A map of the world with circles. Loaded when the map is opened, never before. */
import { ScatterChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import { registerMap, use } from 'echarts/core';
import { feature } from 'topojson-client';
import atlas from 'world-atlas/countries-110m.json';
import { tokenValue } from '../../ui/charts/colours.ts';
import { type Engine, startEngine } from '../../ui/charts/engine.ts';

export interface Circle {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** From 0 to 1: what its area says. */
  readonly share: number;
}

const MAP = 'world';
const SMALLEST = 7;
const LARGEST = 46;
/** Degrees around the places, so that a single one is seen with its country. */
const MARGIN = 9;

let isReady = false;

function prepare(): void {
  if (isReady) return;
  isReady = true;
  use([GeoComponent, ScatterChart]);
  const topology = atlas as unknown as Parameters<typeof feature>[0];
  const world = feature(topology, 'countries') as { readonly features?: readonly Country[] };
  const features = world.features ?? [];
  const shown = features
    .filter(({ id }) => id !== ANTARCTICA)
    .map((one) => ({ ...one, geometry: unwrapped(one.geometry) }));
  registerMap(MAP, { geoJSON: { type: 'FeatureCollection', features: shown } as never, specialAreas: {} });
}

type Position = readonly number[];
type Rings = ReadonlyArray<readonly Position[]>;

/** A country as its borders. */
interface Country {
  readonly id?: string | number;
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: Rings }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };
}

/** Nobody watches there, and a flat map makes it as wide as the world. */
const ANTARCTICA = '010';

/** A border that goes on behind the date line, instead of going around the world back to the other edge. */
function unwrappedRing(ring: readonly Position[]): Position[] {
  let turns = 0;
  let before: number | null = null;
  return ring.map(([longitude = 0, latitude = 0]) => {
    if (before !== null && longitude - before > 180) turns -= 1;
    if (before !== null && before - longitude > 180) turns += 1;
    before = longitude;
    return [longitude + turns * 360, latitude];
  });
}

/** Parts that lie west of the date line altogether go to the east edge with the rest of their country. */
function joined(rings: Rings): Rings {
  const isBeyond = rings.every((ring) => ring.every(([longitude = 0]) => longitude < -168.5));
  return isBeyond
    ? rings.map((ring) => ring.map(([longitude = 0, latitude = 0]) => [longitude + 360, latitude]))
    : rings;
}

function unwrapped(geometry: Country['geometry']): Country['geometry'] {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: joined(geometry.coordinates.map(unwrappedRing)) };
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => joined(rings.map(unwrappedRing))) };
}

/** Begins a map that fills `element`. */
export function startMap(element: HTMLElement): Engine {
  prepare();
  return startEngine(element);
}

/** What is seen: the corners top left and bottom right, as longitude and latitude. */
function boundsOf(circles: readonly Circle[], isWorld: boolean): [[number, number], [number, number]] {
  if (isWorld || circles.length === 0)
    return [
      [-170, 78],
      [180, -56],
    ];
  const [longitudes, latitudes] = [circles.map(({ longitude }) => longitude), circles.map(({ latitude }) => latitude)];
  return [
    [Math.max(-180, Math.min(...longitudes) - MARGIN), Math.min(82, Math.max(...latitudes) + MARGIN)],
    [Math.min(180, Math.max(...longitudes) + MARGIN), Math.max(-60, Math.min(...latitudes) - MARGIN)],
  ];
}

/** What ECharts is told to draw, in the colours of the theme as it is now. */
export function mapOption(circles: readonly Circle[], isWorld: boolean) {
  const line = tokenValue('--color-line-strong');
  const accent = tokenValue('--color-series-1');
  const land = { areaColor: tokenValue('--color-raised'), borderColor: tokenValue('--color-line'), borderWidth: 0.75 };
  return {
    animation: false,
    geo: {
      map: MAP,
      silent: true,
      boundingCoords: boundsOf(circles, isWorld),
      itemStyle: land,
      top: 8,
      bottom: 8,
      left: 8,
      right: 8,
    },
    series: [
      {
        type: 'scatter' as const,
        coordinateSystem: 'geo' as const,
        cursor: 'default',
        // The largest lie under the others.
        data: circles
          .toSorted((a, b) => b.share - a.share)
          .map(({ name, longitude, latitude, share }) => ({
            name,
            value: [longitude, latitude, share],
            symbolSize: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share),
          })),
        itemStyle: { color: accent, opacity: 0.55, borderColor: accent, borderWidth: 1 },
        emphasis: {
          scale: 1.1,
          itemStyle: { opacity: 0.85, borderColor: line },
          label: {
            show: true,
            formatter: '{b}',
            position: 'top' as const,
            color: tokenValue('--color-text'),
            backgroundColor: tokenValue('--color-overlay'),
            padding: [4, 8],
            borderRadius: 6,
            fontSize: 12,
            fontFamily: getComputedStyle(document.body).fontFamily,
          },
        },
      },
    ],
  };
}
