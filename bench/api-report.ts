/** What the figures of the compatible API look like, and whether they are what was aimed at. */
import type { Asked, Measured, Mixed } from './api-load.ts';
import { quantile } from './lib.ts';

/** One database, measured. */
export interface Result {
  readonly name: string;
  readonly plays: number;
  readonly requests: readonly Measured[];
  /** Pages of the history in any order and with any filter, which have no figures to compare with. */
  readonly pages: readonly Measured<Asked>[];
  readonly activityMs: number;
  readonly clients: number;
  /** While nothing changes, and with something changing every ten seconds, as on a server with many streams. */
  readonly quiet: Mixed;
  readonly changing: Mixed;
}

const AIM = {
  slowMs: 100,
  timesFaster: 20,
  p95Ms: 150,
  pageMs: 40,
  requestsPerSecond: 200,
  memoryMb: 500,
  growth: 2,
  activityMs: 5,
} as const;

const fixed = (value: number): string => value.toFixed(value < 100 ? 1 : 0);

const factorOf = ({ request, medianMs }: Measured): number => request.medianMs / medianMs;

export function tableOf({ requests }: Result): string[] {
  return [
    '| Request | Rows | Before, median ms | Median ms | p95 ms | Times faster | After a change ms | First ms |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...requests.map((measured) => {
      const { request, rows, medianMs, p95Ms, anewMs, firstMs, status } = measured;
      const faster = status === 200 ? fixed(factorOf(measured)) : `status ${status}`;
      const figures = [
        rows,
        request.medianMs,
        ...[medianMs, p95Ms].map(fixed),
        faster,
        ...[anewMs, firstMs].map(fixed),
      ];
      return `| ${[request.name, ...figures].join(' | ')} |`;
    }),
  ];
}

export function pagesTable({ pages }: Result): string[] {
  return [
    '| Page | Median ms | After a change ms | First ms |',
    '| --- | ---: | ---: | ---: |',
    ...pages.map(
      ({ request, ...one }) =>
        `| ${[request.name, ...[one.medianMs, one.anewMs, one.firstMs].map(fixed)].join(' | ')} |`,
    ),
  ];
}

export const mixedLine = (what: string, clients: number, mixed: Mixed): string =>
  [
    `${clients} clients, ${what}: ${mixed.requestsPerSecond.toFixed(0)} requests/s`,
    `median ${fixed(mixed.medianMs)} ms`,
    `p95 ${fixed(mixed.p95Ms)} ms`,
    `${mixed.failures} failed`,
    `Node ${mixed.serverMb.toFixed(0)} MB`,
    mixed.databaseMb === 0 ? 'database elsewhere' : `PostgreSQL ${mixed.databaseMb.toFixed(0)} MB`,
  ].join(' · ');

const verdict = (isMet: boolean, aim: string, found: string): string =>
  `${isMet ? 'met' : 'MISSED'}: ${aim} (${found})`;

/** The element with the highest value; the list must not be empty. */
const worst = <T>(all: readonly T[], value: (one: T) => number): T | undefined =>
  all.reduce<T | undefined>((most, one) => (most === undefined || value(one) > value(most) ? one : most), undefined);

function requestVerdicts(requests: readonly Measured[]): string[] {
  const slow = requests.filter(({ request }) => request.medianMs > AIM.slowMs);
  const least = worst(slow, (one) => -factorOf(one));
  const anew = slow.filter(({ request, anewMs }) => request.medianMs / anewMs >= AIM.timesFaster).length;
  const longest = worst(requests, ({ p95Ms }) => p95Ms);
  const slower = requests.filter((one) => factorOf(one) < 1);
  return [
    verdict(
      least === undefined || factorOf(least) >= AIM.timesFaster,
      `what took over ${AIM.slowMs} ms is ${AIM.timesFaster} times faster`,
      least === undefined
        ? 'nothing did'
        : `least ${fixed(factorOf(least))} times: ${least.request.name}; after a change ${anew} of ${slow.length} are`,
    ),
    verdict(
      (longest?.p95Ms ?? 0) <= AIM.p95Ms,
      `p95 up to ${AIM.p95Ms} ms`,
      `${fixed(longest?.p95Ms ?? 0)} ms: ${longest?.request.name}`,
    ),
    verdict(
      slower.length === 0,
      'nothing is slower than before',
      slower.map(({ request }) => request.name).join(', ') || 'nothing',
    ),
  ];
}

function pageVerdict({ pages, requests }: Result): string {
  const all = [...pages, ...requests.filter(({ request }) => request.cmd === 'get_history')];
  const slowest = worst(all, ({ medianMs }) => medianMs);
  const firsts = all.map(({ firstMs }) => firstMs);
  const anew = all.map(({ anewMs }) => anewMs);
  const found = [
    `slowest ${fixed(slowest?.medianMs ?? 0)} ms: ${slowest?.request.name}`,
    `after a change median ${fixed(quantile(anew, 0.5))}, slowest ${fixed(Math.max(...anew))} ms`,
    `the first time median ${fixed(quantile(firsts, 0.5))}, slowest ${fixed(Math.max(...firsts))} ms`,
  ];
  return verdict(
    (slowest?.medianMs ?? 0) < AIM.pageMs,
    `${all.length} pages of the history below ${AIM.pageMs} ms`,
    found.join('; '),
  );
}

export function verdicts(result: Result): string[] {
  const { quiet, changing, activityMs } = result;
  const memory = Math.max(...[quiet, changing].map(({ serverMb, databaseMb }) => serverMb + databaseMb));
  return [
    ...requestVerdicts(result.requests),
    pageVerdict(result),
    verdict(activityMs < AIM.activityMs, `get_activity below ${AIM.activityMs} ms`, `${fixed(activityMs)} ms`),
    verdict(
      Math.min(quiet.requestsPerSecond, changing.requestsPerSecond) > AIM.requestsPerSecond,
      `over ${AIM.requestsPerSecond} requests/s`,
      `${quiet.requestsPerSecond.toFixed(0)}, with changes ${changing.requestsPerSecond.toFixed(0)}`,
    ),
    quiet.databaseMb === 0
      ? 'not known: memory (the database is elsewhere)'
      : verdict(memory < AIM.memoryMb, `Node and PostgreSQL below ${AIM.memoryMb} MB`, `${memory.toFixed(0)} MB`),
  ];
}

const PAGES: ReadonlySet<string> = new Set(['get_history', 'get_users_table', 'get_libraries_table']);

/** How much longer pages take in the largest database than in the smallest. */
export function growthVerdict(results: readonly Result[]): string[] {
  const bySize = [...results].sort((a, b) => a.plays - b.plays);
  const [small] = bySize;
  const large = bySize.at(-1);
  if (small === undefined || large === undefined || small === large) return [];
  const before = new Map(small.requests.map(({ request, anewMs }) => [request.name, anewMs]));
  const grown = large.requests
    .filter(({ request }) => PAGES.has(request.cmd) && before.has(request.name))
    .map(({ request, anewMs }) => ({ name: request.name, growth: anewMs / (before.get(request.name) ?? anewMs) }));
  const most = worst(grown, ({ growth }) => growth);
  return [
    verdict(
      (most?.growth ?? 0) < AIM.growth,
      `pages grow less than ${AIM.growth} times from ${small.plays} to ${large.plays} plays`,
      grown.map(({ name, growth }) => `${name} ${growth.toFixed(1)}`).join(', '),
    ),
  ];
}
