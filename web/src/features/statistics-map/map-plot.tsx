import { useEffect, useRef, useState } from 'react';
import { usePreferences, visibleTheme } from '../../lib/preferences.ts';
import type { Engine } from '../../ui/charts/engine.ts';
import type { Circle } from './world-map.ts';

type Maps = typeof import('./world-map.ts');

interface Props {
  readonly label: string;
  readonly circles: readonly Circle[];
  readonly isWorld: boolean;
  /** The place that is pointed at in the list. */
  readonly pointed: string | null;
}

/** The map itself. What it shows stands in the list beside it, too. */
export function MapPlot({ label, circles, isWorld, pointed }: Props) {
  const target = useRef<HTMLDivElement>(null);
  const theme = visibleTheme(usePreferences().theme);
  const [loaded, setLoaded] = useState<{ readonly engine: Engine; readonly maps: Maps } | null>(null);

  useEffect(() => {
    const element = target.current;
    if (!element) return undefined;
    let engine: Engine | null = null;
    let isGone = false;
    void import('./world-map.ts').then((maps) => {
      if (isGone) return;
      engine = maps.startMap(element);
      setLoaded({ engine, maps });
    });
    const follow = new ResizeObserver(() => engine?.resize());
    follow.observe(element);
    return () => {
      isGone = true;
      follow.disconnect();
      setLoaded(null);
      engine?.dispose();
    };
  }, []);

  useEffect(() => {
    if (loaded && theme !== undefined)
      loaded.engine.setOption(loaded.maps.mapOption(circles, isWorld), { notMerge: true });
  }, [loaded, circles, isWorld, theme]);

  useEffect(() => {
    if (!loaded || pointed === null) return undefined;
    const aim = { seriesIndex: 0, name: pointed };
    loaded.engine.dispatchAction({ type: 'highlight', ...aim });
    return () => loaded.engine.dispatchAction({ type: 'downplay', ...aim });
  }, [loaded, pointed]);

  return <div ref={target} role="img" aria-label={label} className="size-full overflow-hidden" />;
}
