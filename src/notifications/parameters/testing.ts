/** Contexts of events for tests. */
import { z } from 'zod';
import type { ParameterContext } from './types.ts';

export const RecordedSettings = z.looseObject({
  pms_name: z.string(),
  pms_ip: z.string(),
  pms_port: z.number(),
  pms_url: z.string(),
  pms_identifier: z.string(),
  pms_platform: z.string(),
  pms_version: z.string(),
  pms_web_url: z.string(),
  pms_uuid: z.string(),
  date_format: z.string(),
  time_format: z.string(),
  git_remote: z.string(),
  git_branch: z.string(),
  http_base_url: z.string(),
  notify_upload_posters: z.number(),
  notify_group_recently_added_grandparent: z.number(),
  notify_group_recently_added_parent: z.number(),
});

/** A context with recorded settings. */
export const contextOf = (settings: z.infer<typeof RecordedSettings>, now: number): ParameterContext => ({
  server: {
    name: settings.pms_name,
    host: settings.pms_ip,
    port: settings.pms_port,
    url: settings.pms_url,
    platform: settings.pms_platform,
    version: settings.pms_version,
    machineIdentifier: settings.pms_identifier,
  },
  program: { version: 'v1', remote: settings.git_remote, branch: settings.git_branch, commit: 'c0ffee' },
  settings: {
    dateFormat: settings.date_format,
    timeFormat: settings.time_format,
    plexWebUrl: settings.pms_web_url,
    groupsByGrandparent: settings.notify_group_recently_added_grandparent === 1,
    groupsByParent: settings.notify_group_recently_added_parent === 1,
  },
  now,
  timeZone: 'America/New_York',
  words: { stream: () => ({}), item: () => ({}) },
});
