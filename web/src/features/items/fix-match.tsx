import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ItemRecord, Rematched } from '#contract/items.ts';
import type { LiveItem, LiveSearchResults } from '#contract/live.ts';
import { getJson, postForJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';
import { kindWords } from './item-words.ts';
import { Picture } from './picture.tsx';

/** Of each kind. */
const LIMIT = 30;

interface Props {
  readonly record: ItemRecord;
  readonly onClose: () => void;
}

/** What is looked for first: the show of an episode has the same title for longer than the episode. */
const firstWords = (record: ItemRecord): string => record.grandparentTitle ?? record.parentTitle ?? record.title;

/** Of which kind what was chosen may be: a part is found again through its show or artist. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  movie: ['movie'],
  show: ['show'],
  season: ['season', 'show'],
  episode: ['episode', 'season', 'show'],
  artist: ['artist'],
  album: ['album', 'artist'],
  track: ['track', 'album', 'artist'],
};

/** Gives the history of an item that Plex does not have any more to the one it has instead. */
export function FixMatch({ record, onClose }: Props) {
  const [words, setWords] = useState(firstWords(record));
  const [chosen, setChosen] = useState<LiveItem | null>(null);
  const asked = words.trim();
  const { data, error, isFetching } = useQuery({
    queryKey: ['match-search', record.server.id, asked],
    queryFn: ({ signal }) =>
      getJson<LiveSearchResults>(`/servers/${record.server.id}/search`, { query: asked, limit: LIMIT }, signal),
    enabled: asked.length > 1,
    retry: false,
  });
  const kinds = KINDS[record.mediaType] ?? [record.mediaType];
  const found = kinds.flatMap((kind) => data?.groups.find(({ mediaType }) => mediaType === kind)?.items ?? []);
  if (chosen !== null)
    return <Confirm record={record} chosen={chosen} onBack={() => setChosen(null)} onClose={onClose} />;
  return (
    <Modal title={t('match.title')} onClose={onClose} isSheet>
      <div className="flex flex-col gap-4">
        <p className="text-body text-text-2">{t('match.text', { title: record.fullTitle })}</p>
        <TextField label={t('match.words')} value={words} onChange={setWords} autoFocus />
        {error && <Notice tone="danger">{errorWords(error)}</Notice>}
        {data !== undefined && found.length === 0 && !isFetching && (
          <p className="text-body text-text-2">{t('match.nothing')}</p>
        )}
        <ul className="flex flex-col" aria-label={t('match.found')}>
          {found.map((item) => (
            <li key={`${item.mediaType} ${item.ratingKey}`}>
              <Candidate item={item} onChoose={() => setChosen(item)} />
            </li>
          ))}
        </ul>
        <div className="flex justify-end">
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </div>
    </Modal>
  );
}

const subtitleOf = (item: LiveItem): string =>
  [kindWords(item.mediaType), item.grandparentTitle ?? item.parentTitle, item.year, item.libraryName]
    .filter((part) => part !== null)
    .join(t('separator'));

const Candidate = ({ item, onChoose }: { readonly item: LiveItem; readonly onChoose: () => void }) => (
  <AriaButton
    onPress={onChoose}
    className="flex w-full cursor-pointer items-center gap-3 rounded-control px-2 py-2 text-start hover:bg-raised"
  >
    <Picture image={item.poster} mediaType="movie" size="small" className="w-9 shrink-0" />
    <span className="flex min-w-0 flex-col">
      <bdi className="truncate font-semibold">{item.title}</bdi>
      <span className="truncate text-body-s text-text-2">{subtitleOf(item)}</span>
    </span>
  </AriaButton>
);

interface ConfirmProps extends Props {
  readonly chosen: LiveItem;
  readonly onBack: () => void;
}

/** Old and new line by line, before the history changes for good. */
function Confirm({ record, chosen, onBack, onClose }: ConfirmProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const serverId = record.server.id;
  const run = useMutation({
    mutationFn: () =>
      postForJson<Rematched>(`/servers/${serverId}/items/${record.ratingKey}/rematch`, { ratingKey: chosen.ratingKey }),
    onSuccess: async ({ plays, to }) => {
      toast(t('match.done', { n: plays }));
      onClose();
      await queries.invalidateQueries();
      const params = { serverId: String(serverId), ratingKey: to };
      await navigate({ to: '/items/server/$serverId/$ratingKey', params, replace: true });
    },
  });
  const root = record.mediaType === 'movie' ? null : (record.grandparentTitle ?? record.parentTitle ?? record.title);
  const line = (title: string, year: number | null): string =>
    [title, year].filter((part) => part !== null).join(t('separator'));
  return (
    <Modal title={t('match.confirmTitle')} onClose={onClose} role="alertdialog" isSheet>
      <div className="flex flex-col gap-4">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-body">
          <dt className="text-text-2">{t('match.old')}</dt>
          <dd className="min-w-0 break-words">{line(record.fullTitle, record.year)}</dd>
          <dt className="text-text-2">{t('match.new')}</dt>
          <dd className="min-w-0 font-semibold break-words">{line(chosen.fullTitle, chosen.year)}</dd>
          <dt className="text-text-2">{t('fact.library')}</dt>
          <dd>{chosen.libraryName}</dd>
        </dl>
        {root !== null && <p className="text-body text-text-2">{t('match.whole', { title: root })}</p>}
        <p className="text-body text-text-2">{t('match.forGood')}</p>
        {run.error && <Notice tone="danger">{errorWords(run.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onBack}>{t('match.back')}</Button>
          <Button look="danger" isPending={run.isPending} onPress={() => run.mutate()}>
            {t('match.action')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
