import { enAccount } from './en-account.ts';
import { enHistory } from './en-history.ts';
import { enHome } from './en-home.ts';
import { enItems } from './en-items.ts';
import { enLibraries } from './en-libraries.ts';
import { enPalette } from './en-palette.ts';
import { enPeople } from './en-people.ts';
import { enSetUp } from './en-set-up.ts';
import { enSettings } from './en-settings.ts';
import { enSignIn } from './en-sign-in.ts';
import { enStatistics } from './en-statistics.ts';
import { enStatisticsMore } from './en-statistics-more.ts';
import { enSystem } from './en-system.ts';
import { enTable } from './en-table.ts';

/** Words of pages that few people open, or once: loaded with them. */
export const enMore = {
  ...enSignIn,
  ...enAccount,
  ...enHistory,
  ...enHome,
  ...enItems,
  ...enPalette,
  ...enLibraries,
  ...enPeople,
  ...enSetUp,
  ...enSettings,
  ...enStatistics,
  ...enStatisticsMore,
  ...enSystem,
  ...enTable,
} as const;
