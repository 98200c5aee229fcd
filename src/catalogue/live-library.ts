/** The library that live TV is booked on (monitoring notes 9.4): in no answer of a server, made with the first live stream. */
export const LIVE_SECTION_ID = 999_999;

/** Its pictures are built in; clients of the compatible API know them by these addresses. */
export const LIVE_LIBRARY = {
  sectionId: LIVE_SECTION_ID,
  name: 'Live TV',
  type: 'live',
  thumb: 'interfaces/default/images/libraries/live.png',
  art: 'interfaces/default/images/art-live-full.png',
} as const;
