import { i18n } from '@lingui/core';
import { number } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';

const isMessage = (id: string): id is MessageId => Object.hasOwn(i18n.messages, id);

/** What is looked at; its name when it is newer than these words. */
export function checkLabel(name: string): string {
  const id = `health.check.${name}`;
  return isMessage(id) ? t(id) : name;
}

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000 * MEGABYTE;

/** A size in decimal units. */
export const size = (bytes: number): string =>
  bytes < GIGABYTE
    ? t('size.mb', { n: number(bytes / MEGABYTE, bytes < 10 * MEGABYTE ? 1 : 0) })
    : t('size.gb', { n: number(bytes / GIGABYTE, 1) });
