import { type RefObject, useEffect, useRef, useState } from 'react';
import { usePreferences, visibleTheme } from '../../lib/preferences.ts';
import type { Engine } from './engine.ts';
import type { Drawing } from './option.ts';

/** Where the buckets are, in pixels of the plot. */
export interface Geometry {
  /** Middle of the first bucket. */
  readonly x0: number;
  /** From the middle of one bucket to the next. */
  readonly step: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** The value at a height. */
  readonly valueAt: (y: number) => number;
}

type Options = typeof import('./option.ts');

/** The pieces that are loaded with the first chart. */
const loadEngine = () => Promise.all([import('./engine.ts'), import('./option.ts')]);

function measure(engine: Engine, count: number): Geometry | null {
  const x0 = engine.convertToPixel({ xAxisIndex: 0 }, 0);
  const last = engine.convertToPixel({ xAxisIndex: 0 }, Math.max(0, count - 1));
  const bottom = engine.convertToPixel({ yAxisIndex: 0 }, 0);
  if (![x0, last, bottom].every(Number.isFinite)) return null;
  const top = 10;
  const width = engine.getWidth();
  const step = count > 1 ? (last - x0) / (count - 1) : 2 * (width - x0);
  const valueAt = (y: number): number => engine.convertFromPixel({ yAxisIndex: 0 }, y);
  return { x0, step, top, bottom, width, valueAt };
}

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The size of an element in whole pixels; nothing while it is not laid out. */
function useSize(target: RefObject<HTMLDivElement | null>): string {
  const [size, setSize] = useState('');
  useEffect(() => {
    if (!target.current) return undefined;
    const follow = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      setSize(width > 0 && height > 0 ? `${Math.round(width)} ${Math.round(height)}` : '');
    });
    follow.observe(target.current);
    return () => follow.disconnect();
  }, [target]);
  return size;
}

/** Draws, and draws again when the data, the size or the theme changes; says where the buckets are. */
export function usePlot(
  target: RefObject<HTMLDivElement | null>,
  drawing: Omit<Drawing, 'isAnimated'>,
): Geometry | null {
  const theme = visibleTheme(usePreferences().theme);
  const size = useSize(target);
  const isLaidOut = size !== '';
  const [loaded, setLoaded] = useState<{ engine: Engine; options: Options } | null>(null);
  const [geometry, setGeometry] = useState<Geometry | null>(null);
  const isFirst = useRef(true);
  const count = drawing.buckets.length;

  useEffect(() => {
    if (!isLaidOut) return undefined;
    let engine: Engine | null = null;
    let isGone = false;
    void loadEngine().then(([{ startEngine }, options]) => {
      if (isGone || !target.current) return;
      engine = startEngine(target.current);
      setLoaded({ engine, options });
    });
    return () => {
      isGone = true;
      setLoaded(null);
      engine?.dispose();
    };
  }, [target, isLaidOut]);

  useEffect(() => {
    if (!loaded || theme === undefined) return;
    const isAnimated = isFirst.current && !isCalm();
    isFirst.current = false;
    loaded.engine.setOption(loaded.options.optionOf({ ...drawing, isAnimated }), { notMerge: true });
    setGeometry(measure(loaded.engine, count));
  }, [loaded, drawing, theme, count]);

  useEffect(() => {
    if (!loaded || size === '') return;
    loaded.engine.resize();
    setGeometry(measure(loaded.engine, count));
  }, [loaded, size, count]);
  return geometry;
}
