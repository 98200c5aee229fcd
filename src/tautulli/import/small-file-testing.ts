/** Small databases of several servers. */
import { randomUUID } from 'node:crypto';
import { LATEST, makeOld } from './old-releases-testing.ts';
import type { Folder } from './source/source-testing.ts';

/** In epoch seconds; play n begins n hours later. */
export const FIRST_PLAY_AT = 1_700_000_000;
export const HOUR = 3_600;

/** What a small file has; the numbers say how many. */
export interface FileOptions {
  readonly identifier: string | null;
  readonly from?: number;
  readonly plays?: number;
  readonly people?: readonly number[];
  /** The person who owns the server. */
  readonly owner?: number;
  readonly libraries?: number;
  readonly log?: boolean;
}

/** A file with plays an hour apart; each second one resumes the one before. */
export function makeSmall(
  folder: Folder,
  { identifier, from = 1, plays = 5, people = [7], owner, libraries = 1, log = true }: FileOptions,
): string {
  const path = folder.at(`${randomUUID()}.db`);
  using old = makeOld(path, LATEST);
  const { add } = old;
  for (const [at, user_id] of people.entries())
    add('users', {
      id: at + 1,
      user_id,
      username: `person ${user_id}`,
      user_token: `token of ${user_id}`,
      is_admin: user_id === owner ? 1 : 0,
    });
  for (let n = 1; n <= libraries; n += 1)
    add('library_sections', {
      id: n,
      server_id: identifier,
      section_id: n,
      section_name: `${identifier} ${n}`,
      section_type: 'movie',
    });
  for (let id = from; id < from + plays; id += 1) {
    const started = FIRST_PLAY_AT + id * HOUR;
    add('session_history', {
      ...{
        id,
        reference_id: id - ((id - from) % 2),
        started,
        stopped: started + 600,
        user_id: people[0] ?? 7,
        user: 'x',
      },
      ...{
        rating_key: 10 + Math.floor((id - from) / 2),
        media_type: 'movie',
        section_id: 1,
        player: 'TV',
        paused_counter: 0,
      },
    });
    add('session_history_metadata', {
      id,
      rating_key: 10,
      title: `${identifier} film`,
      full_title: 'film',
      media_type: 'movie',
      guid: 'g',
    });
    add('session_history_media_info', { id, rating_key: 10, video_decision: 'copy', duration: 900_000 });
  }
  if (log) {
    add('notifiers', { id: 1, agent_id: 1, agent_name: `agent of ${identifier}`, notifier_config: '{}', on_play: 1 });
    add('notify_log', {
      id: 1,
      timestamp: FIRST_PLAY_AT,
      user_id: people[0] ?? 7,
      notifier_id: 1,
      agent_name: 'a',
      notify_action: 'on_play',
      success: 1,
    });
    add('newsletters', { id: 1, agent_id: 0, agent_name: 'n', newsletter_config: '{}' });
    add('newsletter_log', { id: 1, timestamp: FIRST_PLAY_AT, newsletter_id: 1, uuid: 'the-same', success: 1 });
    add('recently_added', {
      id: 1,
      added_at: FIRST_PLAY_AT,
      pms_identifier: identifier,
      section_id: 1,
      rating_key: 10,
    });
    add('mobile_devices', { id: 1, device_id: 'phone', device_token: 'secret' });
    add('image_hash_lookup', { id: 1, img_hash: 'hash', img: '/library/metadata/10/thumb/1' });
  }
  old.database.exec(`UPDATE sqlite_sequence SET seq = 100 WHERE name = 'session_history'`);
  return path;
}
