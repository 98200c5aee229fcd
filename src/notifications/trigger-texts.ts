import type { Trigger } from '#contract/enums.ts';

/** What is sent when nobody wrote a text of their own; names in braces are values of the event. */
export const DEFAULT_SUBJECT = 'Spyglass ({server_name})';

export const DEFAULT_BODIES: Readonly<Record<Trigger, string>> = {
  on_play: '{user} ({player}) started {title}.',
  on_stop: '{user} ({player}) stopped {title}.',
  on_pause: '{user} ({player}) paused {title}.',
  on_resume: '{user} ({player}) went on with {title}.',
  on_change: '{user} ({player}) now gets {title} delivered in another way.',
  on_buffer: '{user} ({player}) waits for {title} to load.',
  on_error: '{user} ({player}) could not play {title}.',
  on_intro: '{user} ({player}) is at the intro of {title}.',
  on_credits: '{user} ({player}) is at the credits of {title}.',
  on_commercial: '{user} ({player}) is at a commercial in {title}.',
  on_watched: '{user} ({player}) has watched {title}.',
  on_created: '{title} was added to Plex.',
  on_extdown: 'The Plex server cannot be reached from outside: {remote_access_reason}',
  on_intdown: 'The Plex server does not answer.',
  on_extup: 'The Plex server can be reached from outside again.',
  on_intup: 'The Plex server answers again.',
  on_pmsupdate: 'Plex Media Server {update_version} can be installed.',
  on_concurrent: '{user} watches {user_streams} streams at the same time.',
  on_newdevice: '{user} uses {player} for the first time.',
  on_plexpyupdate: 'Version {tautulli_update_version} can be installed.',
  on_plexpydbcorrupt: 'The database is damaged. Old backups are kept until it is well.',
  on_tokenexpired: 'Plex does not accept the stored token any more.',
};
