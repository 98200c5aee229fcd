/**
 * Staging columns called and typed as those of our models, so that the transform only has to join. Written down here,
 * and proved against the models by a test: the thread that reads the old database does without the database's library,
 * which takes longer to load than most files to import.
 */
import type { StageType } from '../source/load.ts';
import type { StageTypes } from './stage.ts';

type Types = Readonly<Record<string, StageType>>;

const types = (type: StageType, ...properties: readonly string[]): Types =>
  Object.fromEntries(properties.map((property) => [property, type]));

/** What is no text in `item_snapshots`. */
const ITEM: Types = {
  ...types('integer', 'sectionId', 'extraType', 'year', 'mediaIndex', 'parentMediaIndex'),
  ...types('bigint', 'durationMs', 'creditsFirstMs', 'creditsFinalMs'),
  ...types('boolean', 'isLive', 'isMarkersKnown'),
  ...types('timestamptz', 'addedAt', 'updatedAt', 'lastViewedAt'),
  ...types('text[]', 'genres', 'directors', 'writers', 'actors', 'labels'),
  ...types('date', 'originallyAvailableOn'),
  ...types('numeric', 'rating'),
  ...types('double precision', 'audienceRating'),
  ...types('jsonb', 'importedValues'),
};

const SIDE = [
  'BitrateKbps',
  'VideoBitrateKbps',
  'VideoBitDepth',
  'VideoWidth',
  'VideoHeight',
  'AudioBitrateKbps',
  'AudioChannels',
];

/** What is no text in `stream_snapshots`. */
const STREAM: Types = {
  ...types('integer', ...SIDE.flatMap((name) => [`source${name}`, `delivered${name}`])),
  ...types('integer', 'transcodeAudioChannels', 'transcodeWidth', 'transcodeHeight'),
  ...types('boolean', 'isSourceKnown', 'hasSubtitles', 'isOptimizedVersion', 'isSyncedVersion'),
  ...types('boolean', 'isHwRequested', 'isHwDecoding', 'isHwEncoding', 'isHwFullPipeline'),
  ...types('boolean', 'sourceSubtitleIsForced', 'deliveredSubtitleIsForced'),
  ...types('jsonb', 'importedValues'),
};

/** What is no text in `players`. */
const PLAYER: Types = types('jsonb', 'importedValues');

const columnOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columns =
  (known: Types) =>
  (properties: readonly string[]): StageTypes =>
    Object.fromEntries(properties.map((property) => [columnOf(property), known[property] ?? 'text']));

export const itemColumns = columns(ITEM);
export const streamColumnsOf = columns(STREAM);
export const playerColumns = columns(PLAYER);
