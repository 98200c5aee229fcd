import { ExternalLink, Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ItemRecord } from '#contract/items.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { plexPage } from '../../lib/plex-link.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { keyAim } from './aim.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { ItemActions } from './item-actions.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemLink } from './item-link.tsx';
import { headLine } from './item-words.ts';
import { MediaFlags } from './media-flags.tsx';
import { Picture } from './picture.tsx';
import { Ratings } from './ratings.tsx';
import { isSquareKind, isWideKind, type Shown } from './shown.ts';
import type { Presence } from './use-item.ts';

interface Props {
  readonly shown: Shown;
  readonly record: ItemRecord | null;
  readonly presence: Presence;
}

/** What an item is: picture, titles, what is known of it, and what can be done with it. */
export function ItemHead({ shown, record, presence }: Props) {
  const { backdrop, mediaType } = shown;
  const width = isWideKind(mediaType)
    ? 'w-full sm:w-80 lg:w-96'
    : isSquareKind(mediaType)
      ? 'w-32 sm:w-44 lg:w-56'
      : 'w-28 sm:w-44 lg:w-56';
  return (
    <header className="relative isolate flex flex-col gap-3">
      {backdrop !== null && <Backdrop image={backdrop} />}
      <Breadcrumb shown={shown} />
      <div className={isWideKind(mediaType) ? 'flex flex-col gap-4 sm:flex-row sm:gap-6' : 'flex gap-4 sm:gap-6'}>
        <Picture
          image={shown.poster}
          mediaType={mediaType}
          isLive={shown.isLive}
          size="large"
          className={`shrink-0 self-start ${width}`}
        />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <Titles shown={shown} />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Ratings shown={shown} />
            <MediaFlags shown={shown} />
          </div>
          <div className="max-sm:hidden">
            <Rest shown={shown} record={record} presence={presence} />
          </div>
        </div>
      </div>
      <div className="sm:hidden">
        <Rest shown={shown} record={record} presence={presence} />
      </div>
    </header>
  );
}

/** The colours of the artwork, faint behind the head of the page. */
const Backdrop = ({ image }: { readonly image: string }) => (
  <div aria-hidden="true" className="item-backdrop pointer-events-none absolute -z-10 overflow-hidden">
    <img src={imageAddress(image, 'backdrop')} alt="" className="size-full object-cover opacity-15" />
  </div>
);

function Titles({ shown }: Pick<Props, 'shown'>) {
  const { mediaType, title, originalTitle, isLive, serverId } = shown;
  const isPart = mediaType === 'episode' || mediaType === 'track' || mediaType === 'season' || mediaType === 'album';
  const over = isPart ? (shown.grandparentTitle ?? shown.parentTitle) : null;
  const overKey = shown.grandparentTitle === null ? shown.parentRatingKey : shown.grandparentRatingKey;
  return (
    <div className="flex flex-col gap-1">
      {over !== null && over !== title && (
        <p className="text-body-l text-text-2">
          <ItemLink to={isLive ? null : keyAim(serverId, overKey)} className="hover:text-accent hover:underline">
            <bdi>{over}</bdi>
          </ItemLink>
        </p>
      )}
      <h2 className="text-page font-semibold text-balance break-words sm:text-figure">
        <bdi>{title}</bdi>
      </h2>
      {originalTitle !== null && originalTitle !== title && originalTitle !== over && (
        <p className="text-body text-text-2">
          <bdi>{originalTitle}</bdi>
        </p>
      )}
      <p className="tabular flex flex-wrap gap-x-2 text-body text-text-2">
        {headLine(shown).map((part, index) => (
          <span key={part} className={index === 0 ? undefined : 'before:me-2 before:content-["·"]'}>
            {part}
          </span>
        ))}
      </p>
      {shown.isSmart && (
        <p>
          <Badge tone="info" icon={Sparkles}>
            {t('item.smart')}
          </Badge>
        </p>
      )}
    </div>
  );
}

function Rest({ shown, record, presence }: Props) {
  const servers = useLive((state) => state.servers);
  const machine = record?.machineIdentifier ?? servers.find(({ id }) => id === shown.serverId)?.machineIdentifier;
  const plex = presence === 'gone' || shown.isLive ? null : plexPage(machine, shown.ratingKey);
  return (
    <div className="flex flex-col gap-4">
      {shown.tagline !== null && <p className="text-body-l text-text italic">{shown.tagline}</p>}
      {shown.summary !== null && <Summary key={shown.summary} text={shown.summary} />}
      <ItemFacts shown={shown} />
      <div className="flex flex-wrap gap-2">
        {plex !== null && (
          <a href={plex} target="_blank" rel="noreferrer" className={buttonClass('plain')}>
            <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('item.openInPlex')}
          </a>
        )}
        <ItemActions shown={shown} record={record} presence={presence} />
      </div>
    </div>
  );
}

/** Longer summaries are folded. */
const LONG = 320;

function Summary({ text }: { readonly text: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="max-w-[45rem]">
      <p className={isOpen || text.length <= LONG ? 'text-body-l' : 'line-clamp-4 text-body-l'}>{text}</p>
      {text.length > LONG && (
        <AriaButton
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
          className="touch-target relative cursor-pointer rounded-control py-1 text-body-s font-semibold text-accent hover:underline"
        >
          {t(isOpen ? 'item.less' : 'item.more')}
        </AriaButton>
      )}
    </div>
  );
}
