/** Ids are branded so that a rating key cannot stand in for an item and a server is never forgotten. */

/** A Plex server as configured here. */
export type ServerId = number & { readonly _: 'ServerId' };
/** A person, across servers. */
export type UserId = number & { readonly _: 'UserId' };
/** A library (Tautulli: library section) of one server. */
export type LibraryId = number & { readonly _: 'LibraryId' };
/** An item as we know it; survives a change of its rating key. */
export type ItemId = number & { readonly _: 'ItemId' };
/** A stream that is live now. */
export type SessionId = number & { readonly _: 'SessionId' };
/** One recorded start-to-stop segment (Tautulli: `row_id`). */
export type PlayId = number & { readonly _: 'PlayId' };
/** The plays of one viewing that was resumed (Tautulli: `reference_id`). */
export type WatchGroupId = number & { readonly _: 'WatchGroupId' };
/** One import of another program's data. */
export type ImportId = number & { readonly _: 'ImportId' };
/** A configured notification agent. */
export type NotifierId = number & { readonly _: 'NotifierId' };
/** Somebody who may sign in. */
export type AccountId = number & { readonly _: 'AccountId' };

/** Plex's name of an item: reused after deletion, so meaningful only together with a server and a time. */
export type RatingKey = string & { readonly _: 'RatingKey' };
/** Plex's name of a live stream: counts up from 1 at every start of the server. */
export type SessionKey = string & { readonly _: 'SessionKey' };
