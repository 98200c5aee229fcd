import type { LiveVersion } from '#contract/live.ts';
import { t } from '../../lib/i18n.ts';
import { channelsName, codecName, resolutionName } from '../stream/names.ts';
import type { Shown } from './shown.ts';

/** `1080` and `4k` as people write them. */
export function resolutionOf(resolution: string | null): string | null {
  if (resolution === null) return null;
  return /^\d+$/.test(resolution) ? `${resolution}p` : resolutionName(resolution);
}

/** The range of light beyond the usual, such as HDR10. */
function rangeOf(version: LiveVersion): string | null {
  const range = version.files.flatMap(({ tracks }) => tracks).find(({ kind }) => kind === 'video')?.dynamicRange;
  return range === undefined || range === null || range === 'SDR' ? null : range;
}

/** Picture and sound of the best version, at a glance. */
export function MediaFlags({ shown: { versions } }: { readonly shown: Shown }) {
  const [version] = versions;
  if (version === undefined) return null;
  const flags = [
    resolutionOf(version.videoResolution),
    rangeOf(version),
    codecName(version.videoCodec),
    [codecName(version.audioCodec), channelsName(version.audioChannels)].filter(Boolean).join(' ') || null,
  ].filter((flag) => flag !== null);
  if (flags.length === 0) return null;
  return (
    <ul aria-label={t('item.flags')} className="flex flex-wrap gap-1.5">
      {flags.map((flag) => (
        <li
          key={flag}
          className="inline-flex h-6 items-center rounded-[5px] border border-line-strong px-1.5 text-caption font-semibold text-text-2"
        >
          {flag}
        </li>
      ))}
    </ul>
  );
}
