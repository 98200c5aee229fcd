/** Names of channel counts (derived-fields notes 8). */
const LABELS: Readonly<Record<number, string>> = {
  1: 'Mono',
  2: 'Stereo',
  3: '2.1',
  4: '3.1',
  6: '5.1',
  7: '6.1',
  8: '7.1',
};

/** `5.1` for 6 channels; counts without a name stay numbers. */
export const channelLabel = (channels: number | null): string | null =>
  channels === null ? null : (LABELS[channels] ?? String(channels));
