import type { World } from '../world/world.ts';
import { type Canvas, makeCanvas } from './canvas.ts';
import { type Colour, colour } from './colour.ts';
import { encodeJpeg } from './jpeg.ts';
import { makeDraw } from './pictures.ts';
import { encodePng } from './png.ts';

/** A finished picture. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: string;
}

export interface PictureRequest {
  /** What is shown: a path of the server or an address. */
  readonly source: string;
  /** Pixels; larger pictures than the limit are made smaller, keeping their shape. */
  readonly width: number;
  readonly height: number;
  readonly format: 'png' | 'jpeg';
  /** How much of the picture is left over the background, in percent. */
  readonly opacity?: number;
  /** `rrggbb` */
  readonly background?: string;
  /** How blurred it is; 0 = not at all. */
  readonly blur?: number;
}

/** Gives a picture for anything. */
export interface ImageSource {
  picture(request: PictureRequest): Picture;
}

const MAX_WIDTH = 1000;
const MAX_HEIGHT = 900;
/** About 30 MB of finished pictures. */
const KEPT = 800;

/** The largest size of the same shape within the limits. */
function limited(width: number, height: number): { width: number; height: number } {
  const shrink = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}

/** A small picture drawn large, every point a mean of its neighbours: that is the blur. */
function stretched(small: Canvas, width: number, height: number): Canvas {
  const out = makeCanvas(width, height);
  const at = (x: number, y: number, channel: number): number => small.data[(y * small.width + x) * 3 + channel] ?? 0;
  for (let y = 0; y < height; y += 1) {
    const sy = Math.max(0, Math.min(small.height - 1.001, ((y + 0.5) * small.height) / height - 0.5));
    const [y0, ty] = [Math.floor(sy), sy % 1];
    const y1 = Math.min(small.height - 1, y0 + 1);
    for (let x = 0; x < width; x += 1) {
      const sx = Math.max(0, Math.min(small.width - 1.001, ((x + 0.5) * small.width) / width - 0.5));
      const [x0, tx] = [Math.floor(sx), sx % 1];
      const x1 = Math.min(small.width - 1, x0 + 1);
      for (let channel = 0; channel < 3; channel += 1) {
        const top = at(x0, y0, channel) * (1 - tx) + at(x1, y0, channel) * tx;
        const bottom = at(x0, y1, channel) * (1 - tx) + at(x1, y1, channel) * tx;
        out.data[(y * width + x) * 3 + channel] = top * (1 - ty) + bottom * ty;
      }
    }
  }
  return out;
}

function mixedWith(canvas: Canvas, opacity: number, [r, g, b]: Colour): void {
  const background = [r, g, b];
  const { data } = canvas;
  for (let i = 0; i < data.length; i += 1) {
    const ground = background[i % 3] ?? 0;
    data[i] = ground + ((data[i] ?? 0) - ground) * opacity;
  }
}

function render(draw: (source: string, w: number, h: number) => Canvas, request: PictureRequest): Picture {
  const { width, height } = limited(request.width, request.height);
  const { blur = 0, opacity = 100, background = '' } = request;
  const grain = 1 + blur * 2;
  const canvas =
    blur > 0
      ? stretched(draw(request.source, Math.ceil(width / grain), Math.ceil(height / grain)), width, height)
      : draw(request.source, width, height);
  if (opacity < 100) {
    const ground = /^[0-9a-f]{6}$/i.test(background) ? colour(`#${background}`) : colour('#000000');
    mixedWith(canvas, opacity / 100, ground);
  }
  return request.format === 'jpeg'
    ? { bytes: encodeJpeg(canvas), type: 'image/jpeg' }
    : { bytes: encodePng(canvas), type: 'image/png' };
}

/** The pictures of a world, drawn when they are asked for and kept while they are popular. */
export function makeImages(world: World): ImageSource {
  const draw = makeDraw(world);
  const kept = new Map<string, Picture>();
  return {
    picture(request) {
      const key = JSON.stringify(request);
      const known = kept.get(key);
      const picture = known ?? render(draw, request);
      kept.delete(key);
      kept.set(key, picture);
      if (kept.size > KEPT) {
        const [oldest] = kept.keys();
        if (oldest !== undefined) kept.delete(oldest);
      }
      return picture;
    },
  };
}
