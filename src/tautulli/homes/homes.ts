import { CATALOGUE_HOMES } from './catalogue.ts';
import type { Homes } from './home.ts';
import { NOTIFICATION_HOMES } from './notifications.ts';
import { PEOPLE_HOMES } from './people.ts';
import { PLAY_HOMES } from './plays.ts';
import { RUNNING_HOMES } from './running.ts';
import { STREAM_HOMES } from './streams.ts';

/**
 * Where every table and column of Tautulli's database lives now: 22 tables of v2.17.2 and what older releases left in a
 * file (migration notes 2). Blanks that a typed column cannot tell from nothing stay in `imported_values` of the row.
 */
export const HOMES: Readonly<Record<string, Homes>> = {
  ...PLAY_HOMES,
  ...STREAM_HOMES,
  ...RUNNING_HOMES,
  ...PEOPLE_HOMES,
  ...NOTIFICATION_HOMES,
  ...CATALOGUE_HOMES,
};
