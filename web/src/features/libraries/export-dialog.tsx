import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ExportBody } from '#contract/exports.ts';
import type { LibraryRow } from '#contract/libraries.ts';
import { postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toaster.tsx';
import { ExportFields } from './export-fields.tsx';
import type { LibraryType } from './kinds.tsx';

interface Props {
  readonly library: LibraryRow;
  readonly type: ExportBody['type'];
  readonly onClose: () => void;
}

const FORMATS = ['csv', 'json', 'xml', 'm3u'] as const satisfies ReadonlyArray<ExportBody['format']>;
const TYPES = ['all', 'collection', 'playlist'] as const satisfies ReadonlyArray<ExportBody['type']>;
const LEVELS = [0, 1, 2, 3, 9] as const satisfies ReadonlyArray<ExportBody['metadataLevel']>;
const PICTURE_LEVELS = [0, 1, 2, 9] as const satisfies ReadonlyArray<ExportBody['thumb']>;
const PICTURES = ['thumb', 'art', 'logo', 'squareArt', 'theme'] as const;

type Draft = Pick<
  ExportBody,
  'type' | 'format' | 'metadataLevel' | 'mediaInfoLevel' | 'customFields' | 'hasIndividualFiles'
> &
  Pick<ExportBody, (typeof PICTURES)[number]>;

const NO_PICTURES = { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 } as const;

/** What exports call the things of a library. */
export const MEDIA_TYPES: Record<LibraryType, string> = {
  movie: 'movie',
  show: 'show',
  artist: 'artist',
  photo: 'photoalbum',
  live: 'movie',
};

/** Starts to write the metadata of a library to a file. */
export function ExportDialog({ library, type, onClose }: Props) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>({
    ...{ type, format: 'csv', metadataLevel: 1, mediaInfoLevel: 1, customFields: [], hasIndividualFiles: false },
    ...NO_PICTURES,
  });
  const set = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  const start = useMutation({
    mutationFn: () => postJson('/exports', { libraryId: library.id, ...draft }),
    onSuccess: () => {
      toast(t('libraries.export.started'));
      void queries.invalidateQueries({ queryKey: ['exports'] });
      onClose();
      const params = { libraryId: String(library.id), tab: 'export' };
      void navigate({ to: '/libraries/$libraryId/$tab', params });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!start.isPending) start.mutate();
  };
  const types = library.type === 'photo' ? TYPES.filter((one) => one !== 'collection') : TYPES;
  return (
    <Modal title={t('libraries.export.title', { name: library.name })} onClose={onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <ChoiceField
          label={t('libraries.export.type')}
          value={draft.type}
          options={types.map((value) => ({ value, label: t(`libraries.export.type.${value}`) }))}
          onChange={(value) => set({ type: TYPES.find((known) => known === value) ?? 'all', customFields: [] })}
        />
        <ChoiceField
          label={t('libraries.export.format')}
          {...(draft.format === 'm3u' && { help: t('libraries.export.m3uHelp') })}
          value={draft.format}
          options={FORMATS.map((value) => ({ value, label: t(`libraries.export.format.${value}`) }))}
          onChange={(value) => set({ format: FORMATS.find((known) => known === value) ?? 'csv' })}
        />
        {draft.format !== 'm3u' && <Levels library={library} draft={draft} set={set} />}
        <Switch isSelected={draft.hasIndividualFiles} onChange={(hasIndividualFiles) => set({ hasIndividualFiles })}>
          {t('libraries.export.individualSwitch')}
        </Switch>
        {start.error && <Notice tone="danger">{errorWords(start.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" isPending={start.isPending}>
            {t('libraries.export.start')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface LevelProps {
  readonly library: LibraryRow;
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
}

const level = (text: string): ExportBody['metadataLevel'] => LEVELS.find((known) => String(known) === text) ?? 1;
const pictureLevel = (text: string): ExportBody['thumb'] => PICTURE_LEVELS.find((known) => String(known) === text) ?? 0;

function Levels({ library, draft, set }: LevelProps) {
  return (
    <>
      <ChoiceField
        label={t('libraries.export.metadata')}
        help={t('libraries.export.levelHelp')}
        value={String(draft.metadataLevel)}
        options={LEVELS.map((n) => ({ value: String(n), label: t(`libraries.export.level.${n}`) }))}
        onChange={(value) => set({ metadataLevel: level(value) })}
      />
      <ChoiceField
        label={t('libraries.export.media')}
        value={String(draft.mediaInfoLevel)}
        options={LEVELS.map((n) => ({ value: String(n), label: t(`libraries.export.mediaLevel.${n}`) }))}
        onChange={(value) => set({ mediaInfoLevel: level(value) })}
      />
      <ExportFields
        mediaType={draft.type === 'all' ? MEDIA_TYPES[library.type] : draft.type}
        of={draft.type === 'playlist' ? (library.type === 'artist' ? 'audio' : 'video') : MEDIA_TYPES[library.type]}
        chosen={draft.customFields}
        onChange={(customFields) => set({ customFields })}
      />
      <details className="rounded-control border border-line">
        <summary className="cursor-pointer px-3 py-2.5 text-body font-semibold">
          {t('libraries.export.pictures')}
        </summary>
        <div className="flex flex-col gap-3 px-3 pb-3">
          {PICTURES.map((kind) => (
            <ChoiceField
              key={kind}
              label={t(`libraries.export.picture.${kind}`)}
              value={String(draft[kind])}
              options={PICTURE_LEVELS.map((n) => ({
                value: String(n),
                label: t(`libraries.export.pictureLevel.${n}`),
              }))}
              onChange={(value) => set({ [kind]: pictureLevel(value) })}
            />
          ))}
        </div>
      </details>
    </>
  );
}
