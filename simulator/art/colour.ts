/** Red, green, blue (0 to 255) and opacity (0 to 1). */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads `#rrggbb`. */
export function colour(hexText: string, alpha = 1): Colour {
  const n = Number.parseInt(hexText.slice(1), 16);
  return [(n >> 16) & 0xff, (n >> 8) & 0xff, n & 0xff, alpha];
}

/** Between two colours; 0 gives the first. */
export function mix(a: Colour, b: Colour, t: number): Colour {
  const at = (x: number, y: number): number => x + (y - x) * t;
  return [at(a[0], b[0]), at(a[1], b[1]), at(a[2], b[2]), at(a[3], b[3])];
}

export const fade = (c: Colour, alpha: number): Colour => [c[0], c[1], c[2], c[3] * alpha];

export const WHITE: Colour = [255, 255, 255, 1];

export const lighter = (c: Colour, t: number): Colour => mix(c, [255, 255, 255, c[3]], t);
export const darker = (c: Colour, t: number): Colour => mix(c, [0, 0, 0, c[3]], t);

/** Perceived brightness, 0 to 1. */
export const brightness = (c: Colour): number => (0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]) / 255;

/** The same colour with its hue turned by some degrees (rotation in RGB space, brightness kept). */
export function turn(c: Colour, degrees: number): Colour {
  const a = (degrees * Math.PI) / 180;
  const cos = Math.cos(a);
  const sin = Math.sin(a);
  const third = (1 - cos) / 3;
  const root = sin / Math.sqrt(3);
  const near = cos + third;
  const clamp = (n: number): number => Math.max(0, Math.min(255, n));
  return [
    clamp(c[0] * near + c[1] * (third - root) + c[2] * (third + root)),
    clamp(c[0] * (third + root) + c[1] * near + c[2] * (third - root)),
    clamp(c[0] * (third - root) + c[1] * (third + root) + c[2] * near),
    c[3],
  ];
}
