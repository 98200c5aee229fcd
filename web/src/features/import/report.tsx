import type { ReactNode } from 'react';
import type { ImportReportView } from '#contract/imports.ts';
import { number, shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';

interface Props {
  readonly report: ImportReportView;
  /** It has not happened yet. */
  readonly isAhead?: boolean;
}

const PLAYS = 'session_history';
const USERS = 'users';
const LIBRARIES = 'library_sections';

const importedOf = ({ tables }: ImportReportView, name: string): number => {
  const row = tables.find(({ table }) => table === name);
  return row === undefined ? 0 : row.imported + row.merged;
};

/** What was found, what becomes of it, and everything that was odd about it. */
export function Report({ report, isAhead = false }: Props) {
  const { source, server, issues, checksums } = report;
  const unequal = checksums.filter(({ isEqual }) => !isEqual);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <dl className="grid grid-cols-3 gap-2 sm:gap-4">
        <Figure label={t('report.plays')} value={importedOf(report, PLAYS)} />
        <Figure label={t('report.users')} value={importedOf(report, USERS)} />
        <Figure label={t('report.libraries')} value={importedOf(report, LIBRARIES)} />
      </dl>
      <p className="text-body break-words text-text-2">
        {source.firstPlayAt !== null && source.lastPlayAt !== null && (
          <>
            {t('report.range', {
              from: shortDay(Date.parse(source.firstPlayAt)),
              to: shortDay(Date.parse(source.lastPlayAt)),
            })}{' '}
          </>
        )}
        {t(server.isNew ? 'report.newServer' : 'report.server', { name: server.name })}{' '}
        {isAhead && t('report.nothingYet')}
      </p>
      {source.damage.map((text) => (
        <Notice key={text} tone="warn">
          {text}
        </Notice>
      ))}
      {unequal.length > 0 && <Notice tone="danger">{t('report.unequal', { n: unequal.length })}</Notice>}
      <div className="flex flex-col divide-y divide-line border-y border-line">
        {issues.length > 0 && (
          <Fold title={t('report.issues')} count={issues.length}>
            <Issues issues={issues} />
          </Fold>
        )}
        <Fold title={t('report.tables')} count={report.tables.length}>
          <Tables report={report} />
        </Fold>
        {report.config !== null && <Config config={report.config} />}
      </div>
    </div>
  );
}

const Figure = ({ label, value }: { readonly label: string; readonly value: number }) => (
  <div className="flex min-w-0 flex-col-reverse rounded-control bg-raised px-3 py-2.5 sm:px-4">
    <dt className="truncate text-caption text-text-2">{label}</dt>
    <dd className="tabular text-title sm:text-figure">{number(value)}</dd>
  </div>
);

interface FoldProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

const Fold = ({ title, count, children }: FoldProps) => (
  <details className="py-1">
    <summary className="flex min-h-11 cursor-pointer items-center gap-2 rounded-control text-body font-semibold">
      {title}
      <Badge tone="neutral">{number(count)}</Badge>
    </summary>
    <div className="pb-3">{children}</div>
  </details>
);

const EFFECT_TONES = { changed: 'info', skipped: 'warn', kept: 'neutral' } as const;

const Issues = ({ issues }: Pick<ImportReportView, 'issues'>) => (
  <ul className="flex flex-col gap-3 text-body-s">
    {issues.map(({ table, kind, text, count, effect, examples }) => (
      <li key={`${table} ${kind}`} className="flex flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span className="tabular font-semibold">{number(count)}</span>
          <span className="min-w-0 break-words">
            {text} <Badge tone={EFFECT_TONES[effect]}>{t(`report.effect.${effect}`)}</Badge>
          </span>
        </span>
        <span className="break-words text-text-2">
          <code className="font-mono text-caption">{table}</code>
          {examples.length > 0 && `: ${examples.join(', ')}`}
        </span>
      </li>
    ))}
  </ul>
);

const COLUMNS = ['rowsRead', 'imported', 'merged', 'skipped', 'repaired'] as const;

const Tables = ({ report }: { readonly report: ImportReportView }) => (
  <ul className="flex flex-col divide-y divide-line/60">
    {report.tables.map((row) => (
      <li key={row.table} className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5">
        <code className="min-w-0 font-mono text-caption break-all">{row.table}</code>
        <span className="tabular text-body-s text-text-2">
          {COLUMNS.filter((column) => column === 'imported' || row[column] > 0)
            .map((column) => t(`report.${column}`, { n: number(row[column]) }))
            .join(t('separator'))}
        </span>
      </li>
    ))}
  </ul>
);

const PARTS = ['kept', 'clamped', 'locked', 'dropped', 'unknown'] as const;

function Config({ config }: { readonly config: NonNullable<ImportReportView['config']> }) {
  const parts = PARTS.filter((part) => config[part].length > 0);
  return (
    <Fold title={t('report.settings')} count={parts.reduce((sum, part) => sum + config[part].length, 0)}>
      <div className="flex flex-col gap-3 text-body-s">
        {config.warnings.map((text) => (
          <Notice key={text} tone="warn">
            {text}
          </Notice>
        ))}
        {parts.map((part) => (
          <p key={part} className="break-words">
            <span className="font-semibold">{t(`report.config.${part}`)}</span>{' '}
            <code className="font-mono text-caption text-text-2">{config[part].join(', ')}</code>
          </p>
        ))}
      </div>
    </Fold>
  );
}
