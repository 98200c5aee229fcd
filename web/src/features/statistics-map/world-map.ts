/** A map of the world with circles. Loaded when the map is opened, never before. */
import { ScatterChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import { registerMap, use } from 'echarts/core';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
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
  const topology = atlas as unknown as Topology;
  const { countries } = topology.objects;
  if (countries === undefined) return;
  const world = feature(topology, countries);
  registerMap(MAP, { geoJSON: world as Parameters<typeof registerMap>[1] & object } as never);
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
