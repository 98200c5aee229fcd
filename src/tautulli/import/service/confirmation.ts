import type { ImportConfirmation } from '#contract/imports.ts';
import type { ImportReport } from '../types.ts';

/** What has to be agreed to before the import of this dry run; null for the report of anything else. */
export function confirmationOf(importId: number, report: ImportReport): ImportConfirmation | null {
  const { plays, users, libraries, serverName } = report.existing;
  if (report.outcome !== 'dry_run') return null;
  const token = [importId, plays, users, libraries].join('-');
  return { token, serverName: serverName ?? report.server.name, plays, users, libraries };
}

const TOKEN = /^(\d{1,10})-\d+-\d+-\d+$/;

/** The dry run a token belongs to; null when it is no token. */
export function dryRunOf(token: string): number | null {
  const id = TOKEN.exec(token)?.[1];
  return id === undefined ? null : Number(id);
}

/** `1 play`, `1,204 plays`. */
export const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** What would be lost, for people: `1,204 plays, 5 users and 1 library of Harbour`. */
export const describeExisting = ({ plays, users, libraries, serverName }: ImportReport['existing']): string =>
  `${countOf(plays, 'play', 'plays')}, ${countOf(users, 'user', 'users')} and ${countOf(libraries, 'library', 'libraries')}` +
  (serverName === null ? '' : ` of ${serverName}`);
