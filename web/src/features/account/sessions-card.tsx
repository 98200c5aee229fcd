import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionList, SessionView } from '#contract/auth.ts';
import { getJson, writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { SessionLine } from './session-line.tsx';

const KEY = ['account', 'sessions'] as const;

/** The browsers that are signed in, this one first. */
export function SessionsCard() {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<SessionList>('/account/sessions', {}, signal),
  });
  const sessions = [...(data?.sessions ?? [])].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: KEY });
  const end = async ({ id }: SessionView): Promise<void> => {
    await writeJson('DELETE', `/account/sessions/${id}`);
    await changed();
  };
  return (
    <Card
      title={t('sessions.title')}
      text={t('sessions.text')}
      aside={others > 0 && <Button onPress={() => setAsking(true)}>{t('sessions.endOthers')}</Button>}
    >
      {error && <Notice tone="danger">{errorWords(error)}</Notice>}
      {sessions.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => end(session)} />
          ))}
        </ul>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('sessions.endOthersTitle', { n: others })}
          text={t('sessions.endText')}
          action={t('sessions.end')}
          onConfirm={async () => {
            await writeJson('DELETE', '/account/sessions');
            await changed();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
