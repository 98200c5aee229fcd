/** Now: what more there is to say about streams. */
export const enNow = {
  'stream.qualityOf': '{profile} ({rate})',
  'stream.optimized': 'Optimised version',
  'stream.noSubtitles': 'none',
  'network.secure': 'Encrypted',
  'network.insecure': 'Not encrypted',
  'network.relay': 'Plex relay',

  'now.streams': '{n, plural, one {# stream} other {# streams}}',
  'now.transcodes': '{n, plural, one {# transcode} other {# transcodes}}',
  'now.rate': '{all} Mbps (LAN {lan} / WAN {wan})',
  'now.list': 'Live streams',
  'now.view': 'View',
  'now.view.cards': 'Cards',
  'now.view.compact': 'Compact',
  'now.view.table': 'Table',

  'announce.started': '{name} started {title}',
  'announce.stopped': '{name} stopped {title}',

  'first.title': 'Ready and watching',
  'first.text': 'Play something on Plex: it will show here within 5 seconds, and in the history once it stops.',
  'quiet.title': 'Nobody is watching',
  'quiet.since': 'Quiet since {when}',
  'quiet.finished': '{name} finished {title}',
  'quiet.stopped': '{name} stopped {title}',
  'recent.title': 'Recently watched',
  'recent.all': 'All history',

  'state.playing': 'Playing',
  'state.paused': 'Paused',
  'state.pausedFor': 'Paused {time}',
  'state.buffering': 'Buffering',
  'state.starting': 'Starting',
  'state.error': 'Error',
  'state.unconfirmed': 'Imported, not confirmed',
  'state.stopped': 'Stopped at {n} %',

  'progress.label': 'Progress of {title}',
  'progress.ends': 'ends {time}',
  'progress.live': 'Live',
} as const satisfies Record<string, string>;
