import type { ImageSize } from '#contract/common.ts';
import { appPath } from './base-path.ts';

/** The address of a proxied image in one of the sizes the server keeps. */
export const imageAddress = (image: string, size: ImageSize): string =>
  `${appPath(image)}${image.includes('?') ? '&' : '?'}size=${size}`;
