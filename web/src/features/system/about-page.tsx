import { useQuery } from '@tanstack/react-query';
import type { About } from '#contract/system-logs.ts';
import { getJson } from '../../lib/api.ts';
import { duration, fullMoment } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Card, CardPage } from '../../ui/card.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { size } from './words.ts';

/** What runs here, where, and with the work of whom. */
export function AboutPage() {
  const { data, error } = useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => getJson<About>('/about', {}, signal),
  });
  return (
    <CardPage>
      <Card title={t('about.title')}>
        {error && <Notice tone="danger">{errorWords(error)}</Notice>}
        {data === undefined && !error && <Skeleton className="h-60" />}
        {data !== undefined && <Facts facts={factsOf(data)} />}
      </Card>
      {data !== undefined && data.licences.length > 0 && (
        <Card title={t('about.licences')} text={t('about.licencesText')}>
          <Facts
            facts={data.licences.map(({ name, version, licence }) => ({
              label: name,
              value: `${version}${t('separator')}${licence}`,
            }))}
          />
        </Card>
      )}
    </CardPage>
  );
}

function factsOf(about: About): readonly Fact[] {
  const { database } = about;
  return [
    { label: t('about.version'), value: about.version },
    { label: t('about.uptime'), value: duration(about.uptimeMs) },
    { label: t('about.started'), value: fullMoment(Date.parse(about.startedAt)) },
    {
      label: t('about.database'),
      value: t(database.isBuiltIn ? 'about.builtIn' : 'about.external', { version: database.version }),
    },
    { label: t('about.size'), value: size(database.sizeBytes) },
    { label: t('about.memory'), value: size(about.memoryBytes) },
    { label: t('about.node'), value: about.node },
    { label: t('about.platform'), value: about.platform },
    { label: t('about.timeZone'), value: about.timeZone },
    { label: t('about.data'), value: about.paths.data },
    { label: t('about.logs'), value: about.paths.logs },
  ];
}
