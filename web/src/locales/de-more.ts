import { deAccount } from './de-account.ts';
import { deHistory } from './de-history.ts';
import { deHome } from './de-home.ts';
import { deItems } from './de-items.ts';
import { deLibraries } from './de-libraries.ts';
import { dePalette } from './de-palette.ts';
import { dePeople } from './de-people.ts';
import { deSetUp } from './de-set-up.ts';
import { deSettings } from './de-settings.ts';
import { deSignIn } from './de-sign-in.ts';
import { deStatistics } from './de-statistics.ts';
import { deStatisticsMore } from './de-statistics-more.ts';
import { deSystem } from './de-system.ts';
import { deTable } from './de-table.ts';
import type { enMore } from './en-more.ts';

/** German: the words that are loaded with the pages that need them. */
export const deMore: Record<keyof typeof enMore, string> = {
  ...deSignIn,
  ...deAccount,
  ...deHistory,
  ...deHome,
  ...deItems,
  ...dePalette,
  ...deLibraries,
  ...dePeople,
  ...deSetUp,
  ...deSettings,
  ...deStatistics,
  ...deStatisticsMore,
  ...deSystem,
  ...deTable,
};
