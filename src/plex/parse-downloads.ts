/** The releases of Plex Media Server that plex.tv offers, and whether one is newer (Plex protocol notes 5.14). */
import { z } from 'zod';
import { describeIssues } from './attributes.ts';
import type { ParseResult } from './parse-metadata.ts';
import type { Question } from './question.ts';

const Package = z.object({
  label: z.string().default(''),
  build: z.string().default(''),
  distro: z.string().default(''),
  url: z.string().default(''),
});

const PlatformRelease = z.object({
  release_date: z.number().nullish(),
  version: z.string(),
  requirements: z.string().nullish(),
  extra_info: z.string().nullish(),
  items_added: z.string().nullish(),
  items_fixed: z.string().nullish(),
  releases: z.array(Package).default([]),
});

const Platforms = z.record(z.string(), PlatformRelease.nullable().catch(null)).default({});
const Downloads = z.object({ computer: Platforms, nas: Platforms });

/** By the name of the platform; computers before network storage. */
export type PlexDownloads = z.infer<typeof Downloads>;

export function parseDownloads(body: string): ParseResult<PlexDownloads> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, problem: 'the answer is not JSON' };
  }
  const parsed = Downloads.safeParse(json);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: describeIssues(parsed.error) };
}

export type UpdateChannel = 'public' | 'beta';

export const downloads = (channel: UpdateChannel): Question<PlexDownloads> => ({
  path: `api/downloads/5.json${channel === 'beta' ? '?channel=plexpass' : ''}`,
  parse: parseDownloads,
});

/** The release for one server, and whether it is newer than what runs. */
export interface PlexUpdate {
  readonly isNewer: boolean;
  readonly platform: string;
  /** Epoch seconds. */
  readonly releaseDate: number | null;
  readonly version: string;
  readonly requirements: string | null;
  readonly extraInfo: string | null;
  readonly added: string | null;
  readonly fixed: string | null;
  readonly label: string;
  readonly distribution: string;
  readonly build: string;
  readonly downloadUrl: string;
}

/** As servers call their platform -> as the list calls it. */
const PLATFORM_NAMES: Readonly<Record<string, readonly string[]>> = { MacOSX: ['Mac', 'MacOS'] };

const FIELDS = 4;
const DIGITS = 4;

/** `1.41.3.9314-abc` as one number that can be compared; null for what is no version. */
export function versionNumber(version: string): bigint | null {
  const fields = (version.split('-')[0] ?? '').split('.').slice(0, FIELDS);
  if (fields.length === 0 || fields.some((field) => !/^\d+$/.test(field))) return null;
  return BigInt(fields.map((field) => field.padStart(DIGITS, '0')).join(''));
}

export interface RunningServer {
  readonly version: string;
  readonly platform: string;
  /** Wanted package; empty for whichever comes first. */
  readonly distribution: string;
  readonly build: string;
}

/** Null when the list does not know the platform or a version is none. */
export function offeredUpdate(list: PlexDownloads, server: RunningServer): PlexUpdate | null {
  const names = PLATFORM_NAMES[server.platform] ?? [server.platform];
  for (const platform of names) {
    const release = list.computer[platform] ?? list.nas[platform];
    if (release !== undefined && release !== null) return describeUpdate(platform, release, server);
  }
  return null;
}

function describeUpdate(
  platform: string,
  release: z.infer<typeof PlatformRelease>,
  { version, distribution, build }: RunningServer,
): PlexUpdate | null {
  const [offered, running] = [versionNumber(release.version), versionNumber(version)];
  const { releases } = release;
  const found = releases.find((one) => one.distro === distribution && one.build === build) ?? releases[0];
  if (offered === null || running === null || found === undefined) return null;
  return {
    isNewer: offered > running,
    platform,
    releaseDate: release.release_date ?? null,
    version: release.version,
    requirements: release.requirements ?? null,
    extraInfo: release.extra_info ?? null,
    added: release.items_added ?? null,
    fixed: release.items_fixed ?? null,
    label: found.label,
    distribution: found.distro,
    build: found.build,
    downloadUrl: found.url,
  };
}
