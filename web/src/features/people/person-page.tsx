import { Link, useParams } from '@tanstack/react-router';
import { ApiError } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Overview } from './overview.tsx';
import { PersonHead } from './person-head.tsx';
import { PersonTabs } from './person-tabs.tsx';
import { tabNamed } from './search.ts';
import { usePerson, usePersonId } from './use-person.ts';

/** A person: who they are, and what they watch on what, when and from where. */
export function PersonPage() {
  const id = usePersonId();
  const { tab } = useParams({ strict: false });
  const { data, error, refetch } = usePerson(id);
  if (error !== null && data === undefined) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PersonSkeleton />;
  const open = tabNamed(tab);
  return (
    <div className="flex flex-col gap-4 pb-8 sm:gap-5">
      <PersonHead detail={data} />
      <PersonTabs person={data.person} open={open} />
      {open === 'overview' && <Overview detail={data} />}
    </div>
  );
}

function Problem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  if (error instanceof ApiError && (error.code === 'not_found' || error.code === 'invalid')) {
    return (
      <EmptyState title={t('person.unknownTitle')} text={t('person.unknownText')} picture={<QuietPicture />}>
        <Link to="/people" className={buttonClass('primary')}>
          {t('person.toPeople')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <Notice tone="danger" action={<Button onPress={onRetry}>{t('error.retry')}</Button>}>
      {`${t('person.problem')} ${errorWords(error)}`}
    </Notice>
  );
}

const PersonSkeleton = () => (
  <div role="status" aria-label={t('loading')} className="flex flex-col gap-5">
    <div className="flex items-center gap-4">
      <Skeleton className="size-16 rounded-full" />
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-44" />
        <Skeleton className="h-4 w-64" />
      </div>
    </div>
    <Skeleton className="h-9 w-full max-w-[36rem]" />
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
    <Skeleton className="h-80" />
  </div>
);
