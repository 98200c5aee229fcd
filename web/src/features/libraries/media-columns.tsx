import { bitrate, fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Moment } from '../../ui/moment.tsx';
import type { Column } from '../../ui/table/column.ts';
import { FileTitle } from './file-title.tsx';
import { channelWords, type MediaRow, resolutionWords } from './media-row.ts';

const upper = (text: string | null): string => text?.toUpperCase() ?? '';

const text = (
  id: 'container' | 'videoCodec' | 'audioCodec',
  label: Column<MediaRow>['label'],
  width: number,
): Column<MediaRow> => ({
  id,
  label,
  width,
  sort: { by: id, first: 'asc' },
  cell: ({ file }) => <span className="truncate text-text-2">{upper(file[id])}</span>,
  text: ({ file }) => file[id],
});

export const TITLE: Column<MediaRow> = {
  id: 'title',
  label: 'column.title',
  width: 17,
  sort: { by: 'title', first: 'asc' },
  cell: (row) => <FileTitle row={row} />,
  text: ({ file }) => file.title,
};

export const ADDED: Column<MediaRow> = {
  id: 'addedAt',
  label: 'libraries.added',
  width: 8,
  sort: { by: 'addedAt', first: 'desc' },
  cell: ({ file }) => file.addedAt !== null && <Moment at={file.addedAt} className="truncate text-text-2" />,
  text: ({ file }) => file.addedAt,
};

export const SIZE: Column<MediaRow> = {
  id: 'fileSize',
  label: 'libraries.size',
  width: 6,
  isEnd: true,
  sort: { by: 'fileSize', first: 'desc' },
  cell: ({ file }) => file.bytes !== null && fileSize(file.bytes),
  text: ({ file }) => file.bytes,
};

export const LAST: Column<MediaRow> = {
  id: 'lastPlayed',
  label: 'libraries.lastPlayed',
  width: 8,
  sort: { by: 'lastPlayed', first: 'desc' },
  cell: ({ file }) =>
    file.lastPlayedAt === null ? (
      <span className="text-text-3">{t('libraries.never')}</span>
    ) : (
      <Moment at={file.lastPlayedAt} className="truncate text-text-2" />
    ),
  text: ({ file }) => file.lastPlayedAt,
};

export const PLAYS: Column<MediaRow> = {
  id: 'plays',
  label: 'libraries.plays',
  width: 4.5,
  isEnd: true,
  sort: { by: 'plays', first: 'desc' },
  cell: ({ file }) => <span className={file.plays === 0 ? 'text-text-3' : undefined}>{number(file.plays)}</span>,
  text: ({ file }) => file.plays,
};

/** Everything that is known of what lies in a library. */
export const MEDIA_COLUMNS: ReadonlyArray<Column<MediaRow>> = [
  TITLE,
  {
    id: 'year',
    label: 'libraries.year',
    width: 4.5,
    isOptional: true,
    sort: { by: 'year', first: 'desc' },
    cell: ({ file }) => file.year,
    text: ({ file }) => file.year,
  },
  ADDED,
  text('container', 'libraries.container', 6),
  {
    id: 'bitrate',
    label: 'libraries.bitrate',
    width: 6.5,
    isEnd: true,
    sort: { by: 'bitrate', first: 'desc' },
    cell: ({ file }) => file.bitrateKbps !== null && <span className="truncate">{bitrate(file.bitrateKbps)}</span>,
    text: ({ file }) => file.bitrateKbps,
  },
  text('videoCodec', 'libraries.video', 5),
  {
    id: 'videoResolution',
    label: 'libraries.resolution',
    width: 6.25,
    sort: { by: 'videoResolution', first: 'desc' },
    cell: ({ file }) => <span className="truncate">{resolutionWords(file.videoResolution)}</span>,
    text: ({ file }) => file.videoResolution,
  },
  {
    id: 'videoFrameRate',
    label: 'libraries.frameRate',
    width: 6,
    isOptional: true,
    sort: { by: 'videoFrameRate', first: 'desc' },
    cell: ({ file }) => <span className="truncate text-text-2">{file.videoFrameRate}</span>,
    text: ({ file }) => file.videoFrameRate,
  },
  text('audioCodec', 'libraries.audio', 5),
  {
    id: 'audioChannels',
    label: 'libraries.channels',
    width: 5.5,
    sort: { by: 'audioChannels', first: 'desc' },
    cell: ({ file }) => <span className="text-text-2">{channelWords(file.audioChannels)}</span>,
    text: ({ file }) => file.audioChannels,
  },
  SIZE,
  LAST,
  PLAYS,
];

/** What is asked when something lies unplayed. */
export const STALE_COLUMNS: ReadonlyArray<Column<MediaRow>> = [TITLE, ADDED, LAST, PLAYS, SIZE];
