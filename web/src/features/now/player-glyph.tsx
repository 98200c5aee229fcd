import { Gamepad2, Laptop, type LucideIcon, MonitorPlay, Smartphone, Speaker, Tv } from 'lucide-react';
import type { PlayerView } from '#contract/media.ts';

/** Shapes of devices by what players call their platform; the first that fits. */
const SHAPES: ReadonlyArray<readonly [RegExp, LucideIcon]> = [
  [/playstation|xbox|nintendo/i, Gamepad2],
  [/sonos|alexa|speaker/i, Speaker],
  [/tv|roku|chromecast|webos|tizen|shield|samsung|lg/i, Tv],
  [/ios|iphone|ipad|android/i, Smartphone],
  [/windows|mac|linux|osx/i, Laptop],
];

/** The shape of the device something plays on. Decorative: the names stand beside it. */
export function PlayerGlyph({ player }: { readonly player: PlayerView }) {
  const words = [player.platform, player.product, player.device].join(' ');
  const Icon = SHAPES.find(([pattern]) => pattern.test(words))?.[1] ?? MonitorPlay;
  return <Icon size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />;
}
