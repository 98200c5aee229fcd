import { ArrowDown, ArrowUp } from 'lucide-react';
import { type MessageId, t } from '../../lib/i18n.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Modal } from '../../ui/modal.tsx';
import { moved, type Order, PARTS, type Part, shownOrNot } from './arrangement.ts';
import { CARD_LOOK } from './card-look.ts';
import { useHomeCards } from './stat-cards.tsx';
import { useHomeChoice, useKnownCards, useKnownParts } from './use-home-choice.ts';

const PART_WORDS: Record<Part, MessageId> = {
  today: 'day.today',
  cards: 'home.cards',
  added: 'added.title',
  libraries: 'home.libraries',
  servers: 'server.title',
  recent: 'recent.title',
};

/** What is shown on Now, and in which order; every change is seen at once behind the dialog. */
export function ArrangeDialog({ onClose }: { readonly onClose: () => void }) {
  const [choice, change] = useHomeChoice();
  const parts = useKnownParts();
  const cards = useKnownCards();
  const { cards: loaded } = useHomeCards(choice);
  const isPart = (part: Part): boolean => parts.includes(part);
  return (
    <Modal title={t('home.arrange')} onClose={onClose} isSheet>
      <div className="flex flex-col gap-4">
        <p className="text-body text-text-2">{t('home.arrangeText')}</p>
        <OrderList
          label={t('home.parts')}
          all={parts}
          order={choice.parts.filter(isPart)}
          onChange={(order) => change({ parts: order })}
          words={(part) => t(PART_WORDS[part])}
        />
        <OrderList
          label={t('home.cards')}
          all={cards}
          order={choice.cards ?? loaded?.map(({ name }) => name) ?? []}
          onChange={(order) => change({ cards: order })}
          words={(card) => t(CARD_LOOK[card].title)}
        />
        <span className="flex flex-wrap justify-between gap-2">
          <Button look="quiet" onPress={() => change({ parts: PARTS, cards: null })}>
            {t('home.reset')}
          </Button>
          <Button look="primary" onPress={onClose}>
            {t('home.ready')}
          </Button>
        </span>
      </div>
    </Modal>
  );
}

interface ListProps<T extends string> {
  readonly label: string;
  readonly all: readonly T[];
  readonly order: Order<T>;
  readonly onChange: (order: Order<T>) => void;
  readonly words: (name: T) => string;
}

const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

function OrderList<T extends string>({ label, all, order, onChange, words }: ListProps<T>) {
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <h3 className="text-title-s">{label}</h3>
      <ul className="divide-y divide-line rounded-control border border-line">
        {[...order, ...all.filter((name) => !order.includes(name))].map((name) => {
          const at = order.indexOf(name);
          return (
            <li key={name} className="flex min-h-11 items-center gap-1 ps-3 pe-1">
              <Checkbox isSelected={at >= 0} onChange={(isShown) => onChange(shownOrNot(order, name, isShown))}>
                {words(name)}
              </Checkbox>
              <span className="flex-1" />
              {at >= 0 && (
                <>
                  <IconButton
                    label={t('home.up', { name: words(name) })}
                    isDisabled={at === 0}
                    onPress={() => onChange(moved(order, name, -1))}
                  >
                    <ArrowUp {...ICON} />
                  </IconButton>
                  <IconButton
                    label={t('home.down', { name: words(name) })}
                    isDisabled={at === order.length - 1}
                    onPress={() => onChange(moved(order, name, 1))}
                  >
                    <ArrowDown {...ICON} />
                  </IconButton>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
