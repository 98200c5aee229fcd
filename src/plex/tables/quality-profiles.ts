/** The label of the quality a stream was probably asked for (derived-fields notes 10). It is an estimate. */
import type { Decision, MediaType } from '#contract/enums.ts';

type Step = readonly [kbps: number, label: string];

const VIDEO: readonly Step[] = [
  [64, '0.064 Mbps'],
  [96, '0.096 Mbps'],
  [208, '0.2 Mbps 160p'],
  [320, '0.3 Mbps 240p'],
  [720, '0.7 Mbps 328p'],
  [1500, '1.5 Mbps 480p'],
  [2000, '2 Mbps 720p'],
  [3000, '3 Mbps 720p'],
  [4000, '4 Mbps 720p'],
  [8000, '8 Mbps 1080p'],
  [10000, '10 Mbps 1080p'],
  [12000, '12 Mbps 1080p'],
  [20000, '20 Mbps 1080p'],
];

const AUDIO: readonly Step[] = [
  [96, '96 kbps'],
  [128, '128 kbps'],
  [192, '192 kbps'],
  [256, '256 kbps'],
  [320, '320 kbps'],
  [512, '512 kbps'],
];

const ORIGINAL = 'Original';

const label = (steps: readonly Step[], deliveredKbps: number, sourceKbps: number): string =>
  steps.find(([kbps]) => deliveredKbps <= kbps && kbps <= sourceKbps)?.[1] ?? ORIGINAL;

/** Bitrates in kbps; unknown ones count as 0. */
export function qualityProfile(
  type: MediaType,
  videoDecision: Decision | null,
  deliveredKbps: number | null,
  sourceKbps: number | null,
): string {
  switch (type) {
    case 'movie':
    case 'episode':
    case 'clip':
      return videoDecision === 'transcode' ? label(VIDEO, deliveredKbps ?? 0, sourceKbps ?? 0) : ORIGINAL;
    case 'track':
      return label(AUDIO, deliveredKbps ?? 0, sourceKbps ?? 0);
    case 'photo':
      return ORIGINAL;
    default:
      return 'Unknown';
  }
}
