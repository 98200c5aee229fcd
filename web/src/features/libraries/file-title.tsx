import { ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import type { LibraryFile } from '#contract/live.ts';
import { fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { cx } from '../../ui/cx.ts';
import { kindIcon } from '../../ui/kind-icons.ts';
import { keyAim } from '../items/aim.ts';
import { channelsName, codecName } from '../stream/names.ts';
import { type MediaRow, resolutionWords } from './media-row.ts';
import { RowItemLink } from './row-item-link.tsx';

const SQUARE: ReadonlySet<string> = new Set(['artist', 'album', 'track', 'photo', 'photo_album', 'clip']);

/** The small picture of something a server has. */
export function Thumb({ file }: { readonly file: Pick<LibraryFile, 'thumb' | 'mediaType'> }) {
  const isSquare = SQUARE.has(file.mediaType ?? '');
  const frame = cx(
    'shrink-0 rounded-[3px] bg-raised outline-1 -outline-offset-1 outline-text/10',
    isSquare ? 'size-7' : 'history-poster',
  );
  if (file.thumb === null) {
    const Icon = kindIcon(file.mediaType);
    return (
      <span className={cx(frame, 'inline-flex items-center justify-center text-text-3')}>
        <Icon size="60%" strokeWidth={1.5} aria-hidden="true" />
      </span>
    );
  }
  const address = imageAddress(file.thumb, isSquare ? 'square-sm' : 'poster-sm');
  return <img src={address} alt="" loading="lazy" decoding="async" className={cx(frame, 'object-cover')} />;
}

/** Year, number of the episode, or how many are in it. */
function about({ mediaType, mediaIndex, parentMediaIndex, year }: LibraryFile): string {
  if (mediaType === 'episode')
    return [
      parentMediaIndex !== null && t('item.season', { n: parentMediaIndex }),
      mediaIndex !== null && t('item.episode', { n: mediaIndex }),
    ]
      .filter((part) => part !== false)
      .join(t('separator'));
  if (mediaType === 'track') return mediaIndex === null ? '' : String(mediaIndex);
  return year === null ? '' : String(year);
}

const INDENT_REM = 1.5;

/** What something is called, with a button in front that shows its parts. */
export function FileTitle({ row }: { readonly row: MediaRow }) {
  const { file, level, isOpen, onToggle, key } = row;
  return (
    <span className="flex min-w-0 items-center gap-2" style={{ marginInlineStart: `${level * INDENT_REM}rem` }}>
      {isOpen !== undefined && (
        <Button
          onPress={() => onToggle(key)}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'libraries.close' : 'libraries.open', { name: file.title })}
          className="touch-target -ms-1.5 inline-flex size-7 shrink-0 cursor-pointer items-center justify-center rounded-control text-text-2 hover:bg-overlay hover:text-text"
        >
          <ChevronRight
            size={16}
            strokeWidth={2}
            aria-hidden="true"
            className={cx('transition-transform duration-150', isOpen ? 'rotate-90' : 'rtl:-scale-x-100')}
          />
        </Button>
      )}
      <Thumb file={file} />
      <span className="history-title min-w-0 font-normal">
        <RowItemLink
          to={keyAim(row.serverId, file.ratingKey)}
          className="block truncate font-semibold hover:text-accent hover:underline"
        >
          {file.title}
        </RowItemLink>
        <span className="tabular block truncate text-caption text-text-2">{about(file)}</span>
      </span>
    </span>
  );
}

/** The same in two lines, for small screens. */
export function FileCard({ row }: { readonly row: MediaRow }) {
  const { file, level, isOpen, onToggle, key } = row;
  const quality = [
    about(file),
    resolutionWords(file.videoResolution),
    codecName(file.videoCodec ?? file.audioCodec) ?? '',
    file.videoCodec === null ? (channelsName(file.audioChannels) ?? '') : '',
  ].filter((part) => part !== '');
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3" style={{ marginInlineStart: `${level}rem` }}>
      <Thumb file={file} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <RowItemLink to={keyAim(row.serverId, file.ratingKey)} className="stretched truncate text-title-s">
          {file.title}
        </RowItemLink>
        <span className="tabular flex min-w-0 gap-1.5 text-caption text-text-2">
          <span className="min-w-0 flex-1 truncate">{quality.join(t('separator'))}</span>
          <span className="shrink-0">{t('libraries.playCount', { n: file.plays, count: number(file.plays) })}</span>
          {file.bytes !== null && <span className="shrink-0 font-semibold text-text">{fileSize(file.bytes)}</span>}
        </span>
      </span>
      {isOpen !== undefined && (
        <Button
          onPress={() => onToggle(key)}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'libraries.close' : 'libraries.open', { name: file.title })}
          className="relative z-2 inline-flex size-11 shrink-0 items-center justify-center rounded-control text-text-2"
        >
          <ChevronRight size={20} strokeWidth={1.75} aria-hidden="true" className={cx(isOpen && 'rotate-90')} />
        </Button>
      )}
    </span>
  );
}
