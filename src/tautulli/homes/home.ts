/** `table.column` of our database. */
export type Place = `${string}.${string}`;

/** What became of a column of the old database. */
export type Home =
  /** It is kept there; the note says what changes on the way. */
  | { readonly home: Place; readonly note?: string }
  /** Nothing is kept because it follows from what is. */
  | { readonly derived: string }
  /** It is not taken over. */
  | { readonly dropped: string };

/** Column -> what became of it. `*` stands for every column of a table that is not taken over at all. */
export type Homes = Readonly<Record<string, Home>>;

/** What happens to numbers that addresses and clients refer to. */
export const KEPT_ID = 'kept; where one is taken, plus the offset of the table in imports.id_offsets';
export const KEPT_WHILE_FREE = 'kept while it is free, else a new one';
/** References to people and libraries. */
export const OUR_PERSON = 'our number of the person; one that no list knows becomes a deleted person';
export const OUR_LIBRARY = 'our number of the library';

/** Builds the homes of a table whose columns mostly lie in one of ours. */
export const inTable = (table: string, columns: Readonly<Record<string, string | readonly [string, string]>>): Homes =>
  Object.fromEntries(
    Object.entries(columns).map(([column, target]): [string, Home] => {
      const [name, note] = typeof target === 'string' ? [target] : target;
      return [column, { home: `${table}.${name}`, ...(note === undefined ? {} : { note }) }];
    }),
  );
