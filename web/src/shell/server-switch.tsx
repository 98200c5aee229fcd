import { useLocation, useNavigate } from '@tanstack/react-router';
import type { ServerView } from '#contract/activity.ts';
import { chooseServer, hasServer, useChosenServer } from '../lib/chosen-server.ts';
import { t } from '../lib/i18n.ts';
import { Select } from '../ui/select.tsx';

/** All servers, or one of them: for the pages that can tell them apart. */
export function ServerSwitch({ servers }: { readonly servers: readonly ServerView[] }) {
  const chosen = useChosenServer();
  const isSaid = hasServer(useLocation({ select: ({ pathname }) => pathname }));
  const navigate = useNavigate();
  const choose = (value: string): void => {
    const id = value === '' ? null : Number(value);
    chooseServer(id);
    if (!isSaid) return;
    void navigate({
      to: '.',
      search: ({ server: _, ...old }: Record<string, unknown>) => ({ ...old, ...(id !== null && { server: id }) }),
      replace: true,
    });
  };
  return (
    <span className="max-w-36 sm:max-w-44">
      <Select
        label={t('server.switch')}
        isWide
        options={[
          { value: '', label: t('server.all') },
          ...servers.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={chosen === null ? '' : String(chosen)}
        onChange={choose}
      />
    </span>
  );
}
