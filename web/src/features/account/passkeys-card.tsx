import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fingerprint, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { OwnAccount, PasskeyList, PasskeyView } from '#contract/auth.ts';
import { ApiError, getJson, writeJson } from '../../lib/api.ts';
import { browserOf } from '../../lib/browser-name.ts';
import { t } from '../../lib/i18n.ts';
import { addPasskey, hasPasskeys, isCancelled } from '../../lib/passkey.ts';
import { refreshSession } from '../../lib/session.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NameDialog } from './name-dialog.tsx';
import { type Proof, ProveDialog } from './prove-dialog.tsx';

const KEY = ['account', 'passkeys'] as const;
const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Ways in with a finger or the face. */
export function PasskeysCard({ account }: { readonly account: OwnAccount }) {
  const [isAdding, setAdding] = useState(false);
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<PasskeyList>('/account/passkeys', {}, signal),
  });
  const isPossible = hasPasskeys();
  return (
    <Card
      title={t('passkeys.title')}
      text={t(isPossible ? 'passkeys.text' : 'passkeys.impossible')}
      aside={
        isPossible && (
          <Button onPress={() => setAdding(true)}>
            <Plus {...ICON} />
            {t('passkeys.add')}
          </Button>
        )
      }
    >
      {error && <Notice tone="danger">{errorWords(error)}</Notice>}
      {data !== undefined && data.passkeys.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {data.passkeys.map((passkey) => (
            <Passkey key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {isAdding && <AddDialog account={account} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function usePasskeysChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all([queries.invalidateQueries({ queryKey: KEY }), refreshSession()]);
}

function Passkey({ passkey }: { readonly passkey: PasskeyView }) {
  const [asking, setAsking] = useState<'name' | 'remove' | null>(null);
  const changed = usePasskeysChanged();
  const path = `/account/passkeys/${passkey.id}`;
  return (
    <li className="flex items-center gap-3 py-3">
      <Fingerprint size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2" />
      <span className="flex min-w-0 flex-1 flex-col">
        <bdi className="truncate text-title-s">{passkey.name}</bdi>
        <span className="text-caption text-text-2">
          {passkey.lastUsedAt === null ? (
            t('passkeys.unused')
          ) : (
            <>
              {t('passkeys.used')} <Moment at={passkey.lastUsedAt} />
            </>
          )}
        </span>
      </span>
      <IconButton label={t('passkeys.rename', { name: passkey.name })} onPress={() => setAsking('name')}>
        <Pencil {...ICON} />
      </IconButton>
      <IconButton label={t('passkeys.remove', { name: passkey.name })} onPress={() => setAsking('remove')}>
        <Trash2 {...ICON} />
      </IconButton>
      {asking === 'name' && (
        <NameDialog
          title={t('passkeys.renameTitle')}
          label={t('passkeys.name')}
          name={passkey.name}
          onSave={async (name) => {
            await writeJson('PUT', path, { name });
            await changed();
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t('passkeys.removeTitle', { name: passkey.name })}
          text={t('passkeys.removeText')}
          action={t('passkeys.removeAction')}
          onConfirm={async () => {
            await writeJson('DELETE', path);
            await changed();
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  );
}

/** A name to begin with: this device. */
function suggestedName(): string {
  const { browser, system } = browserOf(navigator.userAgent);
  return [browser, system].filter((part) => part !== null).join(', ');
}

function AddDialog({ account, onClose }: { readonly account: OwnAccount; readonly onClose: () => void }) {
  const [name, setName] = useState(suggestedName);
  const changed = usePasskeysChanged();
  const add = useMutation({
    mutationFn: ({ password }: Proof) => addPasskey({ name, password }),
    onSuccess: async () => {
      onClose();
      await changed();
    },
  });
  const refused = add.error !== null && !(add.error instanceof ApiError);
  return (
    <ProveDialog
      account={account}
      title={t('passkeys.add')}
      text={t('passkeys.addText')}
      action={t('continue')}
      isPending={add.isPending}
      error={refused || isCancelled(add.error) ? null : add.error}
      onProve={add.mutate}
      onClose={onClose}
    >
      <TextField isRequired autoFocus label={t('passkeys.name')} maxLength={100} value={name} onChange={setName} />
      {refused && <Notice tone="warn">{t('passkeys.notMade')}</Notice>}
    </ProveDialog>
  );
}
