import type { LibraryFile } from '#contract/live.ts';

/** A row of the media table: a thing of the library, or a part of one that was opened. */
export interface MediaRow {
  readonly key: string;
  readonly file: LibraryFile;
  readonly serverId: number;
  /** 0 for what the library holds, then one more for each step down. */
  readonly level: number;
  /** Undefined for what has no parts. */
  readonly isOpen: boolean | undefined;
  readonly onToggle: (key: string) => void;
}

export const mediaKey = ({ key }: MediaRow): string => key;
export const mediaName = ({ file }: MediaRow): string => file.title;

/** `1080p`, `4K`. */
export function resolutionWords(resolution: string | null): string {
  if (resolution === null) return '';
  return /^\d+$/.test(resolution) ? `${resolution}p` : resolution.toUpperCase();
}
