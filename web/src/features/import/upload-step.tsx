import { useEffect, useRef, useState } from 'react';
import type { UploadView } from '#contract/imports.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { FileField } from './pick-source.tsx';
import { ProgressLine } from './progress-line.tsx';
import type { Files, Remembered } from './remembered.ts';
import { beginUpload, getUpload, removeUpload, sendFile } from './upload.ts';

interface Props {
  /** Null after a reload: the browser does not keep files. */
  readonly files: Files | null;
  readonly mine: Remembered | null;
  readonly onKeep: (of: Remembered) => void;
  readonly onReady: (of: Remembered) => void;
  readonly onReset: () => void;
  readonly onFiles: (files: Files) => void;
}

/** A file on its way, which goes on after a broken line, and after a reload when the same file is chosen again. */
export function UploadStep(props: Props) {
  const { files, mine, onReset } = props;
  if (files === null) return <ChooseAgain {...props} />;
  return <Sending files={files} mine={mine} onKeep={props.onKeep} onReady={props.onReady} onReset={onReset} />;
}

const isSame = (file: File, mine: Remembered): boolean =>
  mine.file?.sizeBytes === file.size && mine.file.lastModified === file.lastModified && mine.name === file.name;

function ChooseAgain({ mine, onFiles, onReset }: Props) {
  const [isOther, setOther] = useState(false);
  const choose = (file: File): void => {
    if (mine !== null && isSame(file, mine)) onFiles({ database: file, config: null });
    else setOther(true);
  };
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="info">{t('import.resume', { name: mine?.name ?? '' })}</Notice>
      <FileField
        label={t('import.database')}
        help={t('import.resumeHelp')}
        accept=".db,.zip,.sqlite,.sqlite3"
        file={null}
        onFile={choose}
      />
      {isOther && <Notice tone="warn">{t('import.resumeOther')}</Notice>}
      <Button className="w-fit" onPress={onReset}>
        {t('import.other')}
      </Button>
    </div>
  );
}

type SendingProps = Omit<Props, 'files' | 'onFiles'> & { readonly files: Files };

function Sending({ files, mine, onKeep, onReady, onReset }: SendingProps) {
  const [view, setView] = useState<UploadView | null>(null);
  const [isInTrouble, setTrouble] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef({ mine, onKeep, onReady });
  useEffect(() => {
    latest.current = { mine, onKeep, onReady };
  });
  const uploadId = useRef<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      const watch = { clock, signal: stop.signal, onProgress: setView, onTrouble: setTrouble };
      const of = await begin(files, latest.current.mine);
      uploadId.current = of.view.id;
      latest.current.onKeep(of.remembered);
      await sendFile(files.database, of.view, watch);
      latest.current.onReady(of.remembered);
    };
    run().catch((problem: unknown) => {
      if (!stop.signal.aborted) setError(problem);
    });
    return () => stop.abort();
  }, [files]);
  const cancel = (): void => {
    if (uploadId.current !== null) removeUpload(uploadId.current).catch(() => undefined);
    onReset();
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-title-s break-words">{t('import.sending', { name: files.database.name })}</p>
      <ProgressLine
        done={view?.offset ?? 0}
        total={files.database.size}
        unit="bytes"
        label={t('import.sendingLabel')}
      />
      {isInTrouble && <Notice tone="warn">{t('import.trouble')}</Notice>}
      {error !== null && <Notice tone="danger">{errorWords(error)}</Notice>}
      <Button className="w-fit" onPress={cancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}

/** Goes on with an upload of the same file, or announces it; the settings are small and sent at once. */
async function begin(files: Files, mine: Remembered | null): Promise<{ view: UploadView; remembered: Remembered }> {
  const { database, config } = files;
  if (mine !== null && 'uploadId' in mine.source && isSame(database, mine)) {
    const known = await getUpload(mine.source.uploadId).catch(() => null);
    if (known !== null) return { view: known, remembered: mine };
  }
  const watch = {
    clock,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onTrouble: () => undefined,
  };
  const sent = config === null ? null : await sendFile(config, await beginUpload(config), watch);
  const view = await beginUpload(database);
  const remembered = {
    source: { uploadId: view.id },
    config: sent === null ? null : { uploadId: sent.id },
    name: database.name,
    file: { sizeBytes: database.size, lastModified: database.lastModified },
    runId: null,
  };
  return { view, remembered };
}
