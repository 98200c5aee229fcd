import { type FormEvent, useState } from 'react';
import type { ImportView } from '#contract/imports.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Remembered } from './remembered.ts';
import { Report } from './report.tsx';
import type { ImportHandle } from './use-import.ts';

interface Props {
  readonly view: ImportView;
  readonly of: Remembered;
  readonly handle: ImportHandle;
  readonly onReset: () => void;
}

/** What the import would do, and the word that it may: with exact counts, typed when something is replaced. */
export function ReportStep({ view, of, handle, onReset }: Props) {
  const [word, setWord] = useState('');
  const { report, confirmation } = view;
  const { start } = handle;
  if (report === null) return null;
  const replaced = confirmation?.plays ?? 0;
  const name = confirmation?.serverName ?? report.server.name;
  const isReady = replaced === 0 || word.trim() === name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !start.isPending) start.mutate({ of, confirm: confirmation?.token ?? null, isDryRun: false });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Report report={report} isAhead />
      {replaced > 0 && confirmation !== null && (
        <>
          <Notice tone="warn">
            {t('import.replaces', {
              name,
              plays: number(confirmation.plays),
              users: number(confirmation.users),
              libraries: number(confirmation.libraries),
            })}
          </Notice>
          <TextField
            label={t('import.typeName', { name })}
            autoComplete="off"
            value={word}
            onChange={setWord}
            help={t('import.typeNameHelp')}
          />
        </>
      )}
      {start.error && <Notice tone="danger">{errorWords(start.error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look={replaced > 0 ? 'danger' : 'primary'}
          className="h-11 flex-1 sm:flex-none sm:px-6"
          isDisabled={!isReady}
          isPending={start.isPending}
        >
          {t(replaced > 0 ? 'import.replace' : 'import.action')}
        </Button>
        <Button className="h-11" onPress={onReset}>
          {t('import.other')}
        </Button>
      </div>
    </form>
  );
}
