/** Dynamic range of a video stream (derived-fields notes 9). */
const HDR_TRANSFERS: ReadonlySet<string> = new Set(['smpte2084', 'arib-std-b67']);

/** First match of each row counts; matches are joined in this order. */
const TITLE_MARKS: readonly (readonly (readonly [mark: string, range: string])[])[] = [
  [
    ['Dolby Vision', 'Dolby Vision'],
    ['DoVi', 'Dolby Vision'],
  ],
  [['HLG', 'HLG']],
  [
    ['HDR10', 'HDR10'],
    ['HDR', 'HDR'],
  ],
];

/** The first server release whose stream titles name the dynamic range. */
const TITLES_SINCE = [1, 25, 6, 5545];

export interface RangeInput {
  readonly bitDepth: number | null;
  readonly colorTrc: string | null;
  readonly doviProfile: string | null;
  readonly title: string | null;
}

/** Whether a server of this version names the dynamic range in its titles; an unknown version counts as current. */
export function hasRangeInTitles(serverVersion: string | null): boolean {
  if (serverVersion === null) return true;
  const parts = serverVersion
    .replace(/^v/, '')
    .split(/[-.]/)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : 0));
  for (const [index, least] of TITLES_SINCE.entries()) {
    const mine = parts[index] ?? -1;
    if (mine !== least) return mine > least;
  }
  return true;
}

export function dynamicRange(stream: RangeInput, serverVersion: string | null): string {
  const isHdr = (stream.bitDepth ?? 0) > 8 && HDR_TRANSFERS.has(stream.colorTrc ?? '');
  const isDolbyVision = stream.doviProfile !== null;
  if (!isHdr && !isDolbyVision) return 'SDR';
  if (!hasRangeInTitles(serverVersion)) return isDolbyVision ? 'Dolby Vision' : 'HDR';
  const title = stream.title ?? '';
  const ranges = TITLE_MARKS.flatMap((row) => row.find(([mark]) => title.includes(mark))?.[1] ?? []);
  return ranges.join('/') || 'SDR';
}
