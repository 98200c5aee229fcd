import { Problem } from '#problem';

/** The newest release whose tables this importer knows (migration notes 1 and 2). */
export const NEWEST_KNOWN = 'v2.17.2';

/** What a file without `version_info` is: the table came with v2.7.0-beta. */
export const BEFORE_VERSION_INFO = 'v2.6.10 or older';

type Parts = readonly [major: number, minor: number, patch: number, isRelease: number];

function parse(version: string): Parts | null {
  const found = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(-.+)?$/.exec(version.trim());
  if (found === null) return null;
  return [Number(found[1]), Number(found[2]), Number(found[3] ?? 0), found[4] === undefined ? 1 : 0];
}

/**
 * Orders release names by their numbers, a beta before its release: negative when `a` is older, NaN when one of them is
 * not a release name.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  if (left === null || right === null) return Number.NaN;
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/**
 * Judges the version a file names. Older releases and the known ones are fine; a newer patch of the newest known minor
 * release, or no release name at all, is a warning (returned); a newer minor release is a Problem unless `allowNewer`.
 */
export function judgeVersion(version: string | null, allowNewer: boolean): readonly string[] {
  if (version === null) return [];
  const order = compareVersions(version, NEWEST_KNOWN);
  if (Number.isNaN(order))
    return [`The file says its version is "${version.slice(0, 40)}", which is not a release name`];
  if (order <= 0) return [];
  const [mine, known] = [parse(version), parse(NEWEST_KNOWN)];
  const isNewerMinor = mine?.[0] !== known?.[0] || mine?.[1] !== known?.[1];
  if (isNewerMinor && !allowNewer) {
    throw new Problem('invalid', `The file comes from Tautulli ${version}, which is newer than ${NEWEST_KNOWN}`, {
      hint: 'Update Spyglass, or allow newer versions (allowNewer) to import the tables and columns that are known',
    });
  }
  return [
    `The file comes from Tautulli ${version}, which is newer than ${NEWEST_KNOWN}; what it added is not imported`,
  ];
}
