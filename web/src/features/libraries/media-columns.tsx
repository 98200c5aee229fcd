import { bitrate, fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { Column } from '../../ui/table/column.ts';
import { channelsName, codecName } from '../stream/names.ts';
import { Day } from './day.tsx';
import { FileTitle } from './file-title.tsx';
import { type MediaRow, resolutionWords } from './media-row.ts';

const text = (
  id: 'container' | 'videoCodec' | 'audioCodec',
  label: Column<MediaRow>['label'],
  width: number,
): Column<MediaRow> => ({
  id,
  label,
  width,
  sort: { by: id, first: 'asc' },
  cell: ({ file }) => <span className="truncate text-text-2">{codecName(file[id])}</span>,
  text: ({ file }) => file[id],
});

export const TITLE: Column<MediaRow> = {
  id: 'title',
  label: 'column.title',
  width: 15,
  sort: { by: 'title', first: 'asc' },
  cell: (row) => <FileTitle row={row} />,
  text: ({ file }) => file.title,
};

export const ADDED: Column<MediaRow> = {
  id: 'addedAt',
  label: 'libraries.added',
  width: 7,
  sort: { by: 'addedAt', first: 'desc' },
  cell: ({ file }) => file.addedAt !== null && <Day at={file.addedAt} />,
  text: ({ file }) => file.addedAt,
};

export const SIZE: Column<MediaRow> = {
  id: 'fileSize',
  label: 'libraries.size',
  width: 5.5,
  isEnd: true,
  sort: { by: 'fileSize', first: 'desc' },
  cell: ({ file }) => file.bytes !== null && fileSize(file.bytes),
  text: ({ file }) => file.bytes,
};

export const LAST: Column<MediaRow> = {
  id: 'lastPlayed',
  label: 'libraries.lastPlayed',
  width: 7,
  sort: { by: 'lastPlayed', first: 'desc' },
  cell: ({ file }) =>
    file.lastPlayedAt === null ? (
      <span className="text-text-3">{t('libraries.never')}</span>
    ) : (
      <Day at={file.lastPlayedAt} />
    ),
  text: ({ file }) => file.lastPlayedAt,
};

export const PLAYS: Column<MediaRow> = {
  id: 'plays',
  label: 'libraries.plays',
  width: 4.75,
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
  text('container', 'libraries.container', 5.5),
  {
    id: 'bitrate',
    label: 'libraries.bitrate',
    width: 6,
    isEnd: true,
    sort: { by: 'bitrate', first: 'desc' },
    cell: ({ file }) => file.bitrateKbps !== null && <span className="truncate">{bitrate(file.bitrateKbps)}</span>,
    text: ({ file }) => file.bitrateKbps,
  },
  text('videoCodec', 'libraries.video', 4.75),
  {
    id: 'videoResolution',
    label: 'libraries.resolution',
    width: 6,
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
  text('audioCodec', 'libraries.audio', 4.75),
  {
    id: 'audioChannels',
    label: 'libraries.channels',
    width: 5.5,
    sort: { by: 'audioChannels', first: 'desc' },
    cell: ({ file }) => <span className="text-text-2">{channelsName(file.audioChannels)}</span>,
    text: ({ file }) => file.audioChannels,
  },
  SIZE,
  LAST,
  PLAYS,
];

/** What is asked when something lies unplayed. */
export const STALE_COLUMNS: ReadonlyArray<Column<MediaRow>> = [TITLE, ADDED, LAST, PLAYS, SIZE];
