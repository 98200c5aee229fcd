import { type FormEvent, useState } from 'react';
import type { PersonRow } from '#contract/people.ts';
import type { PersonSettings } from '#contract/person.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useChangePerson, useDeleteHistory, useRemovePerson } from './edit-calls.ts';
import { usePersonSettings } from './use-person.ts';

interface Props {
  readonly person: PersonRow;
  readonly onClose: () => void;
}

/** What administrators decide about somebody. */
export function EditPerson({ person, onClose }: Props) {
  const { data, error } = usePersonSettings(person.id);
  const [isPurging, setPurging] = useState(false);
  if (isPurging) return <PurgeDialog person={person} onClose={onClose} />;
  return (
    <Modal title={t('personEdit.title', { name: person.name })} onClose={onClose} isSheet>
      {error !== null && <Notice tone="danger">{errorWords(error)}</Notice>}
      {data === undefined && error === null && <Skeleton className="h-96" />}
      {data !== undefined && (
        <div className="flex flex-col gap-6">
          <NameForm settings={data} onClose={onClose} />
          <Toggles settings={data} />
          <Removal person={person} settings={data} onPurge={() => setPurging(true)} onClose={onClose} />
        </div>
      )}
    </Modal>
  );
}

function NameForm({ settings, onClose }: { readonly settings: PersonSettings; readonly onClose: () => void }) {
  const [name, setName] = useState(settings.name ?? '');
  const [picture, setPicture] = useState(settings.picture ?? '');
  const save = useChangePerson(settings.id);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ name: name.trim(), picture: picture.trim() }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t('personEdit.name')}
        help={t('personEdit.nameHelp', { name: settings.plexName })}
        placeholder={settings.plexName}
        maxLength={200}
        value={name}
        onChange={setName}
      />
      <TextField
        label={t('personEdit.picture')}
        help={t('personEdit.pictureHelp')}
        placeholder="https://"
        maxLength={2000}
        value={picture}
        onChange={setPicture}
      />
      {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('close')}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function Toggles({ settings }: { readonly settings: PersonSettings }) {
  const change = useChangePerson(settings.id);
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-5">
      <Toggle
        label={t('personEdit.history')}
        help={t('personEdit.historyHelp')}
        isOn={settings.keepsHistory}
        onChange={(keepsHistory) => change.mutate({ keepsHistory })}
      />
      <Toggle
        label={t('personEdit.notifies')}
        help={t('personEdit.notifiesHelp')}
        isOn={settings.notifies}
        onChange={(notifies) => change.mutate({ notifies })}
      />
      <Toggle
        label={t('personEdit.guest')}
        help={t('personEdit.guestHelp')}
        isOn={settings.isGuestAllowed}
        onChange={(isGuestAllowed) => change.mutate({ isGuestAllowed })}
      />
    </div>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly help: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const Toggle = ({ label, help, isOn, onChange }: ToggleProps) => (
  <div className="flex flex-col gap-1">
    <Switch isSelected={isOn} onChange={onChange}>
      {label}
    </Switch>
    <p className="text-body-s text-text-2">{help}</p>
  </div>
);

interface RemovalProps extends Props {
  readonly settings: PersonSettings;
  readonly onPurge: () => void;
}

function Removal({ person, settings, onPurge, onClose }: RemovalProps) {
  const { remove, bringBack } = useRemovePerson();
  const toggle = async (): Promise<void> => {
    onClose();
    try {
      if (settings.isDeleted) await bringBack(person, { keepsHistory: true, notifies: true });
      else await remove(person, settings.notifies);
    } catch (error) {
      toast(errorWords(error));
    }
  };
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-5">
      <p className="text-body-s text-text-2">
        {t(settings.isDeleted ? 'personEdit.restoreHelp' : 'personEdit.removeHelp')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => void toggle()}>
          {t(settings.isDeleted ? 'personEdit.restore' : 'personEdit.remove')}
        </Button>
        <Button look="danger" isDisabled={person.plays === 0} onPress={onPurge}>
          {t('personEdit.purge')}
        </Button>
      </div>
    </div>
  );
}

/** Everything somebody played, with exact numbers. */
export function PurgeDialog({ person, onClose }: Props) {
  const remove = useDeleteHistory();
  const { name, plays, watchedMs } = person;
  return (
    <ConfirmDialog
      title={t('personEdit.purgeTitle', { name })}
      text={t('personEdit.purgeText', { n: plays, time: duration(watchedMs) })}
      action={t('personEdit.purgeAction', { n: plays })}
      onConfirm={() => remove(person)}
      onClose={onClose}
    />
  );
}
