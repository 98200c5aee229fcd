import { STATISTIC_CARDS } from '#contract/enums.ts';
import { FORMS, names, onOff, orderOf, text, wholeNumber } from './definition.ts';

export const HOME_SECTIONS = ['current_activity', 'watch_stats', 'library_stats', 'recently_added'] as const;

/** How things are shown (settings notes, tabs General and Homepage). */
export const DISPLAY_SETTINGS = {
  dateFormat: text('general', 'YYYY-MM-DD', FORMS.notEmpty, 'Pattern in which dates are written, such as DD.MM.YYYY.'),
  timeFormat: text('general', 'HH:mm', FORMS.notEmpty, 'Pattern in which times of day are written, such as h:mm a.'),
  weekStartsOnMonday: onOff('general', false, 'Lets weeks in graphs begin on Monday instead of Sunday.'),
  groupHistory: onOff('general', true, 'Shows the interrupted plays of one viewing as a single row of the history.'),
  historyShowsActivity: onOff('general', true, 'Puts streams that are still running on top of the history.'),
  calculateFileSizes: onOff(
    'general',
    false,
    'Adds up the file sizes of shows, seasons, artists and albums, which takes long in large libraries.',
  ),
  showAdvancedSettings: onOff('general', false, 'Shows the settings that few people need.'),
  homeSections: orderOf('homepage', HOME_SECTIONS, HOME_SECTIONS, 'The parts of the home page, in their order.'),
  homeStatsCards: orderOf(
    'homepage',
    STATISTIC_CARDS,
    STATISTIC_CARDS,
    'The statistics on the home page, in their order.',
  ),
  homeLibraryCards: names(
    'homepage',
    'The libraries with a card on the home page, as section numbers in their order; new libraries come last.',
  ),
  homeRefreshIntervalSeconds: wholeNumber(
    'homepage',
    { min: 2, max: 3_600, preset: 10 },
    'Seconds between two looks at the activity when live updates do not get through.',
  ),
} as const;
