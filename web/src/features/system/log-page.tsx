import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { LOG_LEVELS, LOG_PARTS } from '#contract/enums.ts';
import { apiPath } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { SearchGlyph } from '../../ui/search-glyph.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { type LogSearch, logSearch } from './log-filter.ts';
import { LogLine } from './log-line.tsx';
import { useLog } from './use-log.ts';

const FROM = '/app/settings-frame/system/logs';
const TYPING_MS = 300;

/** The program's own log: live, narrowed, to take along, and back as far as it is kept. */
export function LogPage() {
  const filter = useSearch({ from: FROM });
  const navigate = useNavigate();
  const [isLive, setLive] = useState(true);
  const log = useLog(filter, isLive);
  const change = (changes: LogSearch): void =>
    void navigate({ to: '/system/logs', search: logSearch({ ...filter, ...changes }), replace: true });
  return (
    <div className="flex flex-col gap-4 pt-2 pb-8 sm:pt-4">
      <LogFilters filter={filter} onChange={change}>
        <Switch isSelected={isLive} onChange={setLive}>
          {t('log.live')}
        </Switch>
        <a href={apiPath('/logs/download', { ...filter })} download className={buttonClass('plain')}>
          <Download size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('log.download')}
        </a>
      </LogFilters>
      {log.error && <Notice tone="danger">{errorWords(log.error)}</Notice>}
      {log.lines === null && !log.error && <Skeleton className="h-96" />}
      {log.lines?.length === 0 && <EmptyState title={t('log.none')} text={t('log.noneText')} />}
      {log.lines !== null && log.lines.length > 0 && (
        <ol
          aria-label={t('log.lines')}
          className="overflow-hidden rounded-card border border-line bg-surface divide-y divide-line"
        >
          {log.lines.map((line) => (
            <LogLine key={line.position} line={line} />
          ))}
        </ol>
      )}
      {log.hasOlder && (
        <Button className="self-center" isPending={log.isLoadingOlder} onPress={log.loadOlder}>
          {t('log.older')}
        </Button>
      )}
      <p className="text-center text-caption text-text-2">
        {log.lines !== null && log.lines.length > 0 && !log.hasOlder && `${t('log.end')} `}
        {t('log.hidden')}
      </p>
    </div>
  );
}

interface FilterProps {
  readonly filter: LogSearch;
  readonly onChange: (changes: LogSearch) => void;
  readonly children: ReactNode;
}

function LogFilters({ filter, onChange, children }: FilterProps) {
  return (
    <search className="flex flex-wrap items-center gap-2">
      <WordsBox filter={filter} onChange={onChange} />
      <span className="min-w-32 flex-1 sm:flex-none">
        <Select
          isWide
          label={t('log.level')}
          value={filter.level ?? ''}
          onChange={(level) => onChange(logSearch({ ...filter, level }))}
          options={LOG_LEVELS.map((level) => ({
            value: level === 'debug' ? '' : level,
            label: t(`log.from.${level}`),
          }))}
        />
      </span>
      <span className="min-w-32 flex-1 sm:flex-none">
        <Select
          isWide
          label={t('log.part')}
          value={filter.part ?? ''}
          onChange={(part) => onChange(logSearch({ ...filter, part }))}
          options={[
            { value: '', label: t('log.part.all') },
            ...LOG_PARTS.map((part) => ({ value: part, label: t(`log.part.${part}`) })),
          ]}
        />
      </span>
      <span className="ms-auto flex w-full items-center justify-between gap-4 sm:w-auto">{children}</span>
    </search>
  );
}

/** Words to look for; the list follows shortly after typing ends. */
function WordsBox({ filter, onChange }: Omit<FilterProps, 'children'>) {
  const asked = filter.search ?? '';
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  useEffect(() => {
    const next = words.trim();
    if (next === asked) return undefined;
    return clock.after(TYPING_MS, () => onChange({ search: next }));
  });
  return (
    <span className="relative w-full sm:w-44">
      <SearchGlyph />
      <input
        type="text"
        aria-label={t('log.search')}
        placeholder={t('log.search')}
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        className="h-(--control) w-full rounded-control border border-line-strong bg-raised ps-9 pe-3 text-body placeholder:text-text-2"
      />
    </span>
  );
}
