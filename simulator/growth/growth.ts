import { Problem } from '#problem';
import type { AddAction } from '../actions.ts';
import type { Stage } from '../playback/stage.ts';
import { leavesOf } from '../world/library.ts';
import type { Item } from '../world/types.ts';
import { makeAdditions } from './additions.ts';
import { announceItems, announceRefresh, announceRemoval } from './announce.ts';

/** Things that come into the library or leave it while the server runs. */
export interface Growth {
  add(action: AddAction): void;
  /** Puts prepared items (parents first) into the library and announces them. */
  arrive(items: readonly Item[]): void;
  remove(name: string): void;
  announce(name: string): void;
  refresh(item: string): void;
  /** Takes everything out again that `add` put in. */
  reset(): void;
}

export function makeGrowth(stage: Stage): Growth {
  const { library } = stage.world;
  const added = new Map<string, Item>();
  const additions = makeAdditions(stage, added);
  const named = (name: string): Item => {
    const item = added.get(name);
    if (item === undefined) throw new Problem('not_found', `Nothing named ${name} was added`);
    return item;
  };
  return {
    add(action) {
      const made = additions.make(action);
      if (action.announce !== false) announceItems(stage.notify, made, additions.count());
    },
    arrive(items) {
      for (const item of items) library.attach(item);
      announceItems(stage.notify, items, additions.count() + library.lastRatingKey());
    },
    remove(name) {
      const item = named(name);
      for (const gone of [...leavesOf(item), item]) library.detach(gone);
      added.delete(name);
      announceRemoval(stage.notify, item);
    },
    announce: (name) => announceItems(stage.notify, [named(name)], additions.count()),
    refresh(ref) {
      const item = library.find(ref);
      if (item === undefined) throw new Problem('not_found', `There is no item ${ref}`);
      announceRefresh(stage.notify, item);
    },
    reset() {
      for (const item of added.values()) library.detach(item);
      added.clear();
    },
  };
}
