import { systemClock } from '#clock';

/** The browser's clock: everything in the app that reads the time or waits does it here. */
export const clock = systemClock();
