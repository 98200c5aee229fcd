import { describeExisting } from '#tautulli/import/service/confirmation.ts';
import type { ImportReport, IssueReport, TableReport } from '#tautulli/import/types.ts';
import { duration, number, size } from './amounts.ts';
import { textTable } from './text-table.ts';

const EFFECTS = { changed: 'changed', skipped: 'left out', kept: 'kept as it was' } as const;
const MOST_EXAMPLES = 3;
const MOST_KEYS = 10;

const HEADLINES: Readonly<Record<ImportReport['outcome'], string>> = {
  imported: 'The import is done.',
  dry_run: 'This was a dry run: nothing was changed.',
  unchanged: 'This file was imported before and all of it is still there: nothing was changed.',
};

/** What became of an import, for people at a terminal; every row of the source is accounted for. */
export function reportText(report: ImportReport): string {
  const sections = [
    headOf(report),
    tablesOf(report.tables),
    issuesOf(report.issues),
    checksumsOf(report),
    configOf(report.config),
    damageOf(report.source.damage),
    timesOf(report.stageSeconds),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headOf({ outcome, source, server, existing }: ImportReport): string[] {
  const { version, firstPlayAt, lastPlayAt, sizeBytes } = source;
  const days =
    firstPlayAt === null || lastPlayAt === null ? '' : `, plays from ${day(firstPlayAt)} to ${day(lastPlayAt)}`;
  const replaced = outcome === 'dry_run' ? 'Would replace' : 'Replaced';
  return [
    HEADLINES[outcome],
    `From    ${source.origin} (${version === null ? 'version unknown' : `Tautulli ${version}`}, ${size(sizeBytes)}${days})`,
    `To      ${server.name}${server.isNew ? ' (new)' : ''}`,
    ...(existing.plays > 0 && outcome !== 'unchanged' ? [`${replaced}: ${describeExisting(existing)}`] : []),
  ];
}

const day = (instant: string): string => instant.slice(0, 10);

function tablesOf(tables: readonly TableReport[]): string[] {
  const seen = tables.filter(({ rowsRead }) => rowsRead > 0);
  if (seen.length === 0) return ['No rows were found.'];
  const cells = (table: string, row: Omit<TableReport, 'table'>): string[] => [
    table,
    ...[row.rowsRead, row.imported, row.merged, row.repaired, row.skipped].map(number),
  ];
  const sum = (of: (row: TableReport) => number): number => seen.reduce((total, row) => total + of(row), 0);
  const total = {
    rowsRead: sum((row) => row.rowsRead),
    imported: sum((row) => row.imported),
    merged: sum((row) => row.merged),
    repaired: sum((row) => row.repaired),
    skipped: sum((row) => row.skipped),
  };
  return textTable([
    ['Table', 'read', 'imported', 'merged', 'repaired', 'left out'],
    ...seen.map((row) => cells(row.table, row)),
    cells('All', total),
  ]);
}

function issuesOf(issues: readonly IssueReport[]): string[] {
  if (issues.length === 0) return [];
  const line = ({ table, text, count, effect, examples }: IssueReport): string => {
    const shown = examples.slice(0, MOST_EXAMPLES).join(', ');
    return `  ${number(count)} × ${table}: ${text} (${EFFECTS[effect]}${shown === '' ? '' : `; such as ${shown}`})`;
  };
  return ['What was found on the way', ...issues.map(line)];
}

function checksumsOf({ checksums }: ImportReport): string[] {
  if (checksums.length === 0) return [];
  const different = checksums.filter(({ isEqual }) => !isEqual);
  if (different.length === 0) {
    return [`Source and result agree in ${checksums.length} sums: ${checksums.map(({ name }) => name).join(', ')}.`];
  }
  return [
    `Source and result differ in ${different.length} of ${checksums.length} sums`,
    ...different.map(({ name, source, target }) => `  ${name}: ${source} in the source, ${target} here`),
  ];
}

function configOf(config: ImportReport['config']): string[] {
  if (config === null) return ['No config.ini was found: settings stay as they are.'];
  const kinds = [
    ['taken over within our limits', config.clamped],
    ['decided by the environment, so not taken over', config.locked],
    ['not needed any more', config.dropped],
    ['unknown', config.unknown],
  ] as const;
  return [
    `Settings of config.ini: ${config.kept.length} taken over`,
    ...kinds.flatMap(([what, keys]) => keyLines(what, keys)),
    ...config.warnings.map((warning) => `  Note: ${warning}`),
  ];
}

function keyLines(what: string, keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  const rest = keys.length - MOST_KEYS;
  return [
    `  ${keys.length} ${what}`,
    ...keys.slice(0, MOST_KEYS).map((key) => `    ${key}`),
    ...(rest > 0 ? [`    and ${rest} more, which --report FILE lists`] : []),
  ];
}

const damageOf = (damage: readonly string[]): string[] =>
  damage.length === 0 ? [] : ['The file is damaged or unusual', ...damage.map((line) => `  ${line}`)];

function timesOf(stageSeconds: ImportReport['stageSeconds']): string[] {
  const stages = Object.entries(stageSeconds);
  const total = stages.reduce((sum, [, seconds]) => sum + seconds, 0);
  return stages.length === 0
    ? []
    : [`Took ${duration(total)} (${stages.map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(', ')}).`];
}
