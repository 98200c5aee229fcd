import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeyScope, NewApiKey } from '#contract/api-keys.ts';
import { postForJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { DAY } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** From the least to the most. */
const SCOPES: readonly KeyScope[] = ['read', 'write', 'admin'];
const DAYS = ['', '30', '90', '365'] as const;

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<NewApiKey | null>(null);
  return made === null ? <KeyForm onClose={onClose} onMade={setMade} /> : <MadeKey made={made} onClose={onClose} />;
}

interface FormProps {
  readonly onClose: () => void;
  readonly onMade: (made: NewApiKey) => void;
}

function KeyForm({ onClose, onMade }: FormProps) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<KeyScope>('read');
  const [serverId, setServerId] = useState('');
  const [days, setDays] = useState('');
  const servers = useLive((state) => state.servers);
  const queries = useQueryClient();
  const isForAll = scope === 'admin' || serverId === '';
  const make = useMutation({
    mutationFn: () =>
      postForJson<NewApiKey>('/api-keys', {
        name,
        scope,
        serverId: isForAll ? null : Number(serverId),
        expiresAt: days === '' ? null : new Date(clock.now() + Number(days) * DAY).toISOString(),
      }),
    onSuccess: async (made) => {
      onMade(made);
      await queries.invalidateQueries({ queryKey: ['api-keys'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!make.isPending) make.mutate();
  };
  return (
    <Modal title={t('keys.add')} onClose={onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          isRequired
          autoFocus
          label={t('keys.name')}
          help={t('keys.nameHelp')}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <ChoiceField
          label={t('keys.scope')}
          options={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
          value={scope}
          onChange={(value) => setScope(SCOPES.find((known) => known === value) ?? 'read')}
          help={t(`scopeHelp.${scope}`)}
        />
        {servers.length > 1 && scope !== 'admin' && (
          <ChoiceField
            label={t('fact.server')}
            options={[
              { value: '', label: t('keys.allServers') },
              ...servers.map((server) => ({ value: String(server.id), label: server.name })),
            ]}
            value={serverId}
            onChange={setServerId}
          />
        )}
        <ChoiceField
          label={t('keys.expiry')}
          options={DAYS.map((value) => ({
            value,
            label: value === '' ? t('keys.forever') : t('keys.days', { n: Number(value) }),
          }))}
          value={days}
          onChange={setDays}
        />
        {make.error && <Notice tone="danger">{errorWords(make.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" isPending={make.isPending}>
            {t('keys.make')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const MadeKey = ({ made, onClose }: { readonly made: NewApiKey; readonly onClose: () => void }) => (
  <Modal title={t('keys.madeTitle')} onClose={onClose} isSheet isHeld>
    <div className="flex flex-col gap-4">
      <p className="text-body text-text-2">{t('keys.madeText')}</p>
      <code className="rounded-control border border-line bg-raised p-3 font-mono text-body break-all">{made.key}</code>
      <div className="flex flex-wrap justify-between gap-2">
        <CopyButton text={made.key} />
        <Button look="primary" onPress={onClose}>
          {t('keys.kept')}
        </Button>
      </div>
    </div>
  </Modal>
);
