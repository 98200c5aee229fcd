/** Where we deliberately differ from the reference; docs/monitoring.md says more about each. */
interface Deviation {
  readonly reason: string;
  /** By scenario: which differences it explains, by how they begin. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

const DEVIATIONS: readonly Deviation[] = [
  {
    reason: 'the state of a row is the one reported last, although the reference writes it with the next minute only',
    places: {
      'buffering-between-plays': ['@15 sessions[0].state'],
      'buffering-first': ['@15 sessions[0].state'],
    },
  },
  {
    reason: 'the pause counts up to now and not up to the last report of it; it ends the same',
    places: { 'buffering-between-plays': ['@40 sessions[0].paused_counter'] },
  },
  {
    reason: 'an item that cannot be described is played all the same',
    places: { 'missing-metadata-event': ['@0 notes[0]', '@0 sessions[0]', '@10 notes[0]', '@10 sessions[0]'] },
  },
  {
    reason: 'what a list tells after a reconnect is announced with what it tells, not with what was known before',
    places: {
      'poll-state-changes': [
        '@10 notes[0].state',
        '@10 notes[0].view_offset',
        '@10 notes[0].stopped',
        '@20 notes[0].state',
        '@20 notes[0].stopped',
        '@30 notes[0].state',
        '@30 notes[0].stopped',
        '@40 notes[0].state',
        '@40 notes[0].view_offset',
        '@40 notes[0].stopped',
        '@40 sessions[0].watched',
      ],
    },
  },
  {
    reason: 'a pause found by a list is a pause',
    places: {
      'poll-state-changes': [
        '@10 sessions[0].is_paused',
        '@20 sessions[0].paused_counter',
        '@30 sessions[0].paused_counter',
        '@40 sessions[0].paused_counter',
      ],
    },
  },
  {
    reason: 'the stop of a stream nobody knows opens none',
    places: { 'stopped-unknown-session': ['@10 notes[0]', '@10 sessions[0]'] },
  },
  {
    reason: 'every entry of a message counts, not just the first',
    places: { 'two-entries': ['@0 notes[1]', '@0 sessions[1]'] },
  },
  {
    reason: 'while a record waits for the description of its item, the row stays as it was',
    places: {
      'write-retry': ['@200 sessions[0]', '@229 sessions[0]', '@231 sessions[0]', '@262 sessions[0]'],
      'write-retry-recovers': ['@200 sessions[0]', '@231 sessions[0]', '@250 sessions[0]'],
    },
  },
  {
    reason: 'a play whose item is gone is recorded with what is known, and its stop announced',
    places: { 'write-retry': ['@400 notes[0]', 'history[0]', 'metadata[0]', 'media[0]'] },
  },
  {
    reason: 'live TV has one library whether the list names an item or not',
    places: { 'live-without-key': ['@0 sessions[0].section_id', '@70 sessions[0].section_id'] },
  },
  {
    reason: 'the size of a live picture is stored once, and the reference leaves one of its two columns empty',
    places: {
      'live-programme-change': [
        'media[0].video_width',
        'media[0].video_height',
        'media[1].video_width',
        'media[1].video_height',
      ],
      'live-regroup': [0, 1, 2].flatMap((row) => [`media[${row}].video_width`, `media[${row}].video_height`]),
      'live-with-key': ['media[0].video_width', 'media[0].video_height'],
      'live-without-key': ['media[0].video_width', 'media[0].video_height'],
    },
  },
  {
    reason: 'an item that another one replaced was played until then, and not to its last minute only',
    places: {
      'next-episode-same-session': [
        '@210 notes[0].view_offset',
        '@210 notes[0].stopped',
        '@210 sessions[0].started',
        'history[0].stopped',
        'history[0].view_offset',
        'history[1].started',
      ],
      'next-item-after-pause': [
        '@200 notes[0].stopped',
        '@200 notes[1].initial_stream',
        '@200 sessions[0].initial_stream',
        'history[0].stopped',
        'history[0].paused_counter',
        'stops[0].stopped',
      ],
    },
  },
  {
    reason: 'a stream that vanished is believed to have gone on for a while after it was seen last',
    places: { 'poll-state-changes': ['@50 notes[0].stopped', 'stops[0].stopped'] },
  },
  {
    reason: 'music has no picture that could be played directly',
    places: { 'track-15-seconds': ['media[0].video_decision'] },
  },
];

/** What is never compared: when an item was viewed last changes with every viewing, so that no two plays could share a description. */
export const NEVER_COMPARED = ['last_viewed_at'];

/** Beginnings of the differences that are meant. */
export const expectedDifferences = (scenario: string): readonly string[] =>
  DEVIATIONS.flatMap(({ places }) => places[scenario] ?? []);
