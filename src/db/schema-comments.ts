/** What the doc comments of one table's model say. */
export interface TableComments {
  readonly table: string;
  readonly text: string;
  /** Property of the model -> its comment. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A doc comment right before what it describes. */
const COMMENT = String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\s*`;
const MODEL = new RegExp(String.raw`(?:${COMMENT})?(?:export )?const \w+ = pgTable\(\s*'(\w+)'`, 'g');
const COLUMN = new RegExp(String.raw`${COMMENT}(\w+):`, 'g');

/**
 * Reads the doc comments of the models in one source file, in the order of the file. Comments are not part of the
 * models at run time, so they are found in the text; a model without one has an empty text.
 */
export function readComments(source: string): readonly TableComments[] {
  const models = [...source.matchAll(MODEL)];
  return models.map((match, index) => {
    const body = source.slice(match.index + match[0].length, models[index + 1]?.index);
    const columns = [...body.matchAll(COLUMN)].map(([, text = '', property = '']) => [property, asSentence(text)]);
    return { table: match[2] ?? '', text: asSentence(match[1] ?? ''), columns: Object.fromEntries(columns) };
  });
}

/** The comment as one line, without the stars at the beginning of its lines. */
const asSentence = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
