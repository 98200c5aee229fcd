/** Resolutions as people say them (derived-fields notes 7). */
import type { MediaType } from '#contract/enums.ts';

const WHOLE_LABELS: Readonly<Record<string, string>> = { sd: 'SD', '2k': '2k', '4k': '4k' };
const FOUR_K_WIDTH = 3840;

/** `1080`, `720`, `sd`, `4k`: lower case without the scan type some servers append. */
export const bareResolution = (videoResolution: string | null): string | null =>
  videoResolution?.toLowerCase().replace(/[ip]+$/, '') || null;

/**
 * `1080p`, `576i`, `SD`, `4k`; the scan type counts as progressive when nobody said. Of what has no resolution only the
 * `p` is left, which pages do not show.
 */
export const fullResolution = (resolution: string | null, scanType: string | null): string =>
  WHOLE_LABELS[resolution ?? ''] ?? `${resolution ?? ''}${scanType?.charAt(0) || 'p'}`;

/** What the client receives: the width decides about 4k, because transcoders keep the source's label. */
export const deliveredResolution = (videoResolution: string | null, width: number | null): string | null =>
  width !== null && width >= FOUR_K_WIDTH ? '4k' : bareResolution(videoResolution);

const WITH_FULL_RESOLUTION: ReadonlySet<MediaType> = new Set(['movie', 'episode', 'clip']);

export const hasFullResolution = (type: MediaType): boolean => WITH_FULL_RESOLUTION.has(type);
