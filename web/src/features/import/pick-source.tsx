import { FileUp, FolderOpen } from 'lucide-react';
import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Files, Remembered } from './remembered.ts';

interface Props {
  readonly onFiles: (files: Files) => void;
  readonly onPath: (of: Remembered) => void;
  readonly isPending: boolean;
}

/** Where the old history is: a file of this device, or one that lies beside the server. */
export function PickSource({ onFiles, onPath, isPending }: Props) {
  const [way, setWay] = useState<'file' | 'path'>('file');
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Segmented
          label={t('import.way')}
          value={way}
          onChange={setWay}
          choices={[
            { value: 'file', label: t('import.way.file'), icon: FileUp },
            { value: 'path', label: t('import.way.path'), icon: FolderOpen },
          ]}
        />
      </div>
      {way === 'file' ? <FileForm onFiles={onFiles} /> : <PathForm onPath={onPath} isPending={isPending} />}
    </div>
  );
}

function FileForm({ onFiles }: Pick<Props, 'onFiles'>) {
  const [database, setDatabase] = useState<File | null>(null);
  const [config, setConfig] = useState<File | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (database !== null) onFiles({ database, config });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FileField
        label={t('import.database')}
        help={t('import.databaseHelp')}
        accept=".db,.zip,.sqlite,.sqlite3"
        file={database}
        onFile={setDatabase}
      />
      <FileField
        label={t('import.config')}
        help={t('import.configHelp')}
        accept=".ini"
        file={config}
        onFile={setConfig}
        isSmall
      />
      <Button type="submit" look="primary" className="h-11 sm:w-fit sm:px-6" isDisabled={database === null}>
        {t('import.look')}
      </Button>
      <p className="text-body-s text-text-2">{t('import.lookHelp')}</p>
    </form>
  );
}

interface FileFieldProps {
  readonly label: string;
  readonly help: string;
  readonly accept: string;
  readonly file: File | null;
  readonly onFile: (file: File) => void;
  readonly isSmall?: boolean;
}

/** A file to choose, or to drop here. */
export function FileField({ label, help, accept, file, onFile, isSmall = false }: FileFieldProps) {
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = (list: FileList | null): void => {
    const first = list?.[0];
    if (first !== undefined) onFile(first);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-body font-semibold" aria-hidden="true">
        {label}
      </span>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx(
          'flex cursor-pointer items-center gap-3 rounded-control border border-dashed px-4 transition-colors duration-150 hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
          isSmall ? 'min-h-14 py-2' : 'min-h-24 py-4',
          isOver ? 'border-accent bg-accent-fill/40' : 'border-line-strong',
        )}
      >
        <FileUp size={isSmall ? 20 : 24} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2" />
        <span className="min-w-0 flex-1 text-body break-words">{file?.name ?? t('import.choose')}</span>
        <input
          type="file"
          aria-label={label}
          aria-describedby={id}
          accept={accept}
          className="sr-only"
          onChange={(event) => take(event.target.files)}
        />
      </label>
      <p id={id} className="text-body-s text-text-2">
        {help}
      </p>
    </div>
  );
}

function PathForm({ onPath, isPending }: Pick<Props, 'onPath' | 'isPending'>) {
  const [path, setPath] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const trimmed = path.trim();
    if (!isPending) onPath({ source: { path: trimmed }, config: null, name: trimmed, file: null, runId: null });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        isRequired
        isMono
        label={t('import.path')}
        help={t('import.pathHelp')}
        autoComplete="off"
        value={path}
        onChange={setPath}
      />
      <Button type="submit" look="primary" className="h-11 sm:w-fit sm:px-6" isPending={isPending}>
        {t('import.look')}
      </Button>
      <p className="text-body-s text-text-2">{t('import.lookHelp')}</p>
    </form>
  );
}
