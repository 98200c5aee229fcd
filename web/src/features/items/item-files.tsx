import { AudioLines, Captions, Film, type LucideIcon } from 'lucide-react';
import type { LiveTrack, LiveVersion } from '#contract/live.ts';
import { bitrate, duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { channelsName, codecName } from '../stream/names.ts';
import { resolutionOf } from './media-flags.tsx';
import type { Shown } from './shown.ts';

const GIGA = 1_000_000_000;
const MEGA = 1_000_000;

/** A size in decimal units: `4.2 GB`. */
const sizeWords = (bytes: number): string =>
  bytes >= GIGA
    ? t('item.gigabytes', { n: number(bytes / GIGA, 1) })
    : t('item.megabytes', { n: number(bytes / MEGA, bytes >= 10 * MEGA ? 0 : 1) });

/** Versions, files and streams have no names, but their order, which stays. */
const keyed = <T,>(all: readonly T[]): ReadonlyArray<{ readonly key: string; readonly one: T }> =>
  all.map((one, place) => ({ key: String(place), one }));

/** Every version of it with its files and their streams. */
export function ItemFiles({ shown: { versions } }: { readonly shown: Shown }) {
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="item-files" className="flex flex-col gap-3">
      <h3 id="item-files" className="text-title">
        {t('item.files', { n: versions.length })}
      </h3>
      <ul className="grid items-start gap-4 lg:grid-cols-2">
        {keyed(versions).map(({ key, one }) => (
          <Version key={key} version={one} />
        ))}
      </ul>
    </section>
  );
}

function Version({ version }: { readonly version: LiveVersion }) {
  const { width, height, durationMs, frameRate, aspectRatio } = version;
  const size = version.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const words = [
    codecName(version.container),
    width !== null && height !== null ? `${width} × ${height}` : null,
    aspectRatio === null ? null : t('item.aspect', { n: aspectRatio }),
    frameRate,
    version.bitrateKbps === null ? null : bitrate(version.bitrateKbps),
    durationMs === null ? null : duration(durationMs),
    size > 0 ? sizeWords(size) : null,
  ].filter((part) => part !== null);
  const title = [resolutionOf(version.videoResolution), codecName(version.videoCodec) ?? codecName(version.audioCodec)];
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h4 className="text-title-s">{version.title ?? title.filter((part) => part !== null).join(' ')}</h4>
        {version.isOptimized && <Badge tone="neutral">{t('item.optimized')}</Badge>}
      </div>
      <p className="tabular text-body-s text-text-2">{words.join(t('separator'))}</p>
      {keyed(version.files).map(({ key, one: file }) => (
        <div key={key} className="flex min-w-0 flex-col gap-2">
          {file.path !== null && <p className="font-mono text-caption break-all text-text-2">{file.path}</p>}
          <ul className="flex flex-col gap-1">
            {keyed(file.tracks).map(({ key: place, one }) => (
              <Track key={place} track={one} />
            ))}
          </ul>
        </div>
      ))}
    </li>
  );
}

const ICONS: Readonly<Record<LiveTrack['kind'], LucideIcon>> = { video: Film, audio: AudioLines, subtitle: Captions };

function Track({ track }: { readonly track: LiveTrack }) {
  const Icon = ICONS[track.kind];
  const { kind, profile, width, height, bitDepth, dynamicRange, channels, bitrateKbps } = track;
  const words = [
    track.language ?? (kind === 'video' ? null : t('unknown')),
    [codecName(track.codec), profile].filter(Boolean).join(' ') || null,
    width !== null && height !== null ? `${width} × ${height}` : null,
    bitDepth === null ? null : t('item.bits', { n: bitDepth }),
    kind === 'video' ? dynamicRange : null,
    track.frameRate === null ? null : t('item.frames', { n: track.frameRate }),
    channels === null ? null : channelsName(channels),
    bitrateKbps === null ? null : bitrate(bitrateKbps),
    track.isForced ? t('item.forced') : null,
    track.isExternal ? t('item.external') : null,
  ].filter((part) => part !== null && part !== '');
  return (
    <li className="flex items-start gap-2 text-body-s">
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 shrink-0 text-text-2" />
      <span>
        <span className="sr-only">{t(`item.track.${kind}`)} </span>
        {words.join(t('separator'))}
      </span>
    </li>
  );
}
