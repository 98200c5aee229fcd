import { describeError, Problem, type ProblemCode } from '#problem';

interface Explanation {
  readonly code: ProblemCode;
  readonly say: (path: string) => string;
  readonly hint: string;
}

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ENOENT: {
    code: 'not_found',
    say: (path) => `${path} does not exist`,
    hint: 'Check the path; in a container, the folder has to be mounted',
  },
  ENOTDIR: {
    code: 'not_found',
    say: (path) => `${path} does not exist, because a part of the path is not a folder`,
    hint: 'Check the path',
  },
  EACCES: {
    code: 'invalid',
    say: (path) => `Spyglass is not allowed to use ${path}`,
    hint: 'Give the user that runs Spyglass access to it',
  },
  EPERM: {
    code: 'invalid',
    say: (path) => `Spyglass is not allowed to use ${path}`,
    hint: 'Give the user that runs Spyglass access to it',
  },
  ENOSPC: {
    code: 'unavailable',
    say: (path) => `There is no space left at ${path}`,
    hint: 'Free space or choose another work folder, then start again',
  },
  EDQUOT: {
    code: 'unavailable',
    say: (path) => `The disk quota is used up at ${path}`,
    hint: 'Free space or choose another work folder, then start again',
  },
  EROFS: {
    code: 'unavailable',
    say: (path) => `${path} can only be read`,
    hint: 'Choose a work folder that can be written',
  },
  EIO: {
    code: 'unavailable',
    say: (path) => `The disk fails at ${path} (input/output error)`,
    hint: 'Use a backup of the database, and look after the disk',
  },
};

/** Makes a failure of the file system a Problem about `path`; a Problem, an abort and what has no code stay as they are. */
export function fileProblem(error: unknown, path: string): unknown {
  if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) return error;
  if (typeof error.code !== 'string' || error.name === 'AbortError') return error;
  const known = EXPLANATIONS[error.code];
  if (known !== undefined) return new Problem(known.code, known.say(path), { hint: known.hint, cause: error });
  return new Problem('invalid', `${path} cannot be used (${describeError(error)})`, { cause: error });
}

/** Runs a step on a file or folder; what the file system says is thrown as a Problem about `path`. */
export async function onFile<Value>(path: string, step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (error) {
    throw fileProblem(error, path);
  }
}
