/** How much is asked of a media server at once, how often, and how large an answer may be. */

/** A list of 500 streams is about 4 MB. */
export const MAX_BYTES = 10 * 1_048_576;
export const MAX_IMAGE_BYTES = 10 * 1_048_576;
/** A picture as it was uploaded, or the music of a show. */
export const MAX_FILE_BYTES = 50 * 1_048_576;
/** Of session lists and of what concerns the server as a whole; every start and stop of a stream is worth a list. */
export const RATE = { burst: 30, perSecond: 3 };
/** Descriptions delay no list: what starts to play is described at once, however much starts at the same time. */
export const DESCRIBE_RATE = { burst: 100, perSecond: 10 };
/** What people and programs ask for through us must neither wait long nor take the turns of what is watched. */
export const QUESTION_RATE = { burst: 200, perSecond: 20 };
export const QUESTIONS_AT_ONCE = 6;
export const IMAGES_AT_ONCE = 8;
