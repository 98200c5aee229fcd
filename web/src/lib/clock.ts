import { systemClock } from '../../../src/clock.ts';

/** The browser's clock: everything in the app that reads the time or waits does it here. */
export const clock = systemClock();
