/** Every source table and how it is read, in the order it is read; the worker imports this list. */
import type { Load } from '../source/load.ts';
import { devicesLoad, signInsLoad } from './access.ts';
import { continuedLoad, exportsLoad, recentlyAddedLoad } from './catalogue.ts';
import { IMAGE_LOADS } from './images.ts';
import { itemsLoad } from './items.ts';
import { LEFT_BEHIND_LOADS } from './left-behind.ts';
import { librariesLoad } from './libraries.ts';
import { newsletterLogLoad, newslettersLoad } from './newsletters.ts';
import { notificationLogLoad, notifiersLoad } from './notifications.ts';
import { usersLoad } from './people.ts';
import { playsLoad } from './plays.ts';
import { runningLoad } from './running.ts';
import { streamsLoad } from './streams.ts';

export const LOADS: readonly Load[] = [
  usersLoad,
  librariesLoad,
  playsLoad,
  itemsLoad,
  streamsLoad,
  runningLoad,
  notifiersLoad,
  notificationLogLoad,
  newslettersLoad,
  newsletterLogLoad,
  recentlyAddedLoad,
  continuedLoad,
  exportsLoad,
  ...IMAGE_LOADS,
  signInsLoad,
  devicesLoad,
  ...LEFT_BEHIND_LOADS,
];
