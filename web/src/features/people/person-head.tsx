import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Play } from 'lucide-react';
import { useState } from 'react';
import type { AccountList } from '#contract/auth.ts';
import type { PersonDetail, PersonRow } from '#contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { useMay } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ACCOUNTS_KEY } from '../access/use-accounts.ts';
import { EditPerson } from './edit-person.tsx';
import { PersonBadges } from './person-badges.tsx';

/** Who it is, since when, and what they do now. */
export function PersonHead({ detail }: { readonly detail: PersonDetail }) {
  const { person } = detail;
  const mayEdit = useMay('admin');
  const [isEditing, setEditing] = useState(false);
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <Avatar user={person} size={64} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="min-w-0 text-page break-words">
            <bdi>{person.name}</bdi>
          </h2>
          <Names person={person} />
        </div>
        <div className="flex flex-wrap items-center gap-1.5 empty:hidden">
          <WatchingNow person={person} />
          <PersonBadges person={person} />
        </div>
        <Since detail={detail} />
        <SignsIn person={person} />
      </div>
      {mayEdit && (
        <Button onPress={() => setEditing(true)} aria-label={t('personEdit.title', { name: person.name })}>
          <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="hidden sm:inline">{t('person.edit')}</span>
        </Button>
      )}
      {isEditing && <EditPerson person={person} onClose={() => setEditing(false)} />}
    </header>
  );
}

/** The names plex.tv knows, those that say something new. */
function Names({ person: { name, username, fullName, email } }: { readonly person: PersonRow }) {
  const others = [...new Set([username, fullName, email])].filter(
    (other) => other !== null && other !== '' && other !== name,
  );
  if (others.length === 0) return null;
  return (
    <p className="min-w-0 text-body-s break-words text-text-2">
      <bdi>{others.join(t('separator'))}</bdi>
    </p>
  );
}

function WatchingNow({ person }: { readonly person: PersonRow }) {
  const session = useLive(({ sessions }) =>
    sessions.find(({ view, ending }) => ending === null && view.user.id === person.id),
  );
  if (session === undefined) return null;
  return (
    <Link
      to="/"
      search={{ stream: session.view.id }}
      className="inline-flex h-5 max-w-full min-w-0 items-center gap-1 rounded-[5px] bg-brass-fill px-1.5 text-caption font-semibold text-brass hover:underline"
    >
      <Play size={12} strokeWidth={2.25} aria-hidden="true" className="shrink-0" />
      <span className="truncate">{`${t('person.watching')}: ${session.view.item.fullTitle}`}</span>
    </Link>
  );
}

/** With which account somebody comes in here, for those who give accounts. */
function SignsIn({ person }: { readonly person: PersonRow }) {
  const isTold = useMay('admin');
  const { data } = useQuery({
    queryKey: ACCOUNTS_KEY,
    queryFn: ({ signal }) => getJson<AccountList>('/accounts', {}, signal),
    enabled: isTold,
  });
  const account = data?.accounts.find((one) => one.person?.id === person.id);
  if (account === undefined) return null;
  return (
    <p className="text-body-s text-text-2">
      <Link to="/settings/access" className="hover:text-accent hover:underline">
        {t('person.signsIn', { name: account.username })}
      </Link>
      {t('separator')}
      {t(`role.${account.role}`)}
    </p>
  );
}

function Since({ detail: { person, firstSeenAt, knownSince } }: { readonly detail: PersonDetail }) {
  const { lastSeenAt, lastPlay } = person;
  return (
    <p className="text-body-s break-words text-text-2">
      {firstSeenAt === null
        ? `${t('person.neverSeen')}${t('separator')}${t('person.known', { day: shortDay(Date.parse(knownSince)) })}`
        : t('person.firstSeen', { day: shortDay(Date.parse(firstSeenAt)) })}
      {lastSeenAt !== null && (
        <>
          {t('separator')}
          {t('person.lastSeen')} <Moment at={lastSeenAt} />
        </>
      )}
      {lastPlay !== null && (
        <>
          {t('separator')}
          <Link
            to="/history/$playId"
            params={{ playId: String(lastPlay.playId) }}
            search={{ user: person.id }}
            className="text-text underline decoration-line-strong underline-offset-2 hover:text-accent"
          >
            {lastPlay.fullTitle}
          </Link>
        </>
      )}
    </p>
  );
}
