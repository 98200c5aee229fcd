/** A finished picture. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: string;
}

export interface PictureRequest {
  /** What is shown: a path of the server or an address. */
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly format: 'png' | 'jpeg';
}

/** Gives a picture for anything that has one. */
export interface ImageSource {
  picture(request: PictureRequest): Picture;
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** One grey point for everything. */
export const blankImages: ImageSource = { picture: () => ({ bytes: PIXEL, type: 'image/png' }) };
