/** As much of an OpenAPI document as is tidied. */
interface ApiDocument {
  readonly paths?: object;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

const PLACEHOLDER = 'Default Response';

/** What an answer with this status means, whatever was asked. */
const MEANINGS: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Begun.',
  204: 'Done.',
  400: 'The request is not valid; the message names the field.',
  401: 'Nobody is signed in, or the key is wrong.',
  403: 'Not allowed to whoever asks, sent by the page of another site, or not signed by this server.',
  404: 'There is no such thing.',
  409: 'It does not fit what is there: it exists already, is running, is not agreed to, or Plex does not do it.',
  415: 'The body is not JSON.',
  429: 'Too many tries; the header retry-after says when to come back.',
  500: 'A bug; the id finds its line in the log.',
  502: 'The Plex server cannot be reached or gives a strange answer.',
  503: 'Not ready, or the database cannot be reached; try again.',
  507: 'There is no room on the disk.',
};

const REFERENCE = /"#\/components\/schemas\/(\w+)"/g;

const referencesIn = (part: unknown): string[] =>
  [...JSON.stringify(part ?? {}).matchAll(REFERENCE)].map(([, name]) => name ?? '');

/** Says what the answers mean, and leaves out the schemas that nothing refers to. */
export function tidyDocument<T extends ApiDocument>(document: T): T {
  const all = document.components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (names: readonly string[]): void => {
    for (const name of names) {
      if (used.has(name)) continue;
      used.add(name);
      follow(referencesIn(all[name]));
    }
  };
  follow(referencesIn(document.paths));
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return { ...document, paths: withMeanings(document.paths ?? {}), components: { ...document.components, schemas } };
}

interface Answers {
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

function withMeanings(paths: object): object {
  const explained = (operation: Answers): Answers => ({
    ...operation,
    responses: mapValues(operation.responses ?? {}, (answer, status) =>
      answer.description === PLACEHOLDER ? { ...answer, description: MEANINGS[status] ?? PLACEHOLDER } : answer,
    ),
  });
  return mapValues(paths as Record<string, Record<string, Answers>>, (methods) => mapValues(methods, explained));
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
