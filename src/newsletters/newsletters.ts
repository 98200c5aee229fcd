import { z } from 'zod';
import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import {
  emptyLog,
  type LogColumn,
  type LogRow,
  logPage,
  newsletterRow,
  newsletterRows,
  removeNewsletter,
} from './queries.ts';

export type { LogColumn, LogRow } from './queries.ts';

/** A newsletter in the list. */
export interface NewsletterSummary {
  readonly id: number;
  readonly agentId: number;
  readonly agentName: string;
  readonly agentLabel: string;
  readonly friendlyName: string | null;
  /** Five fields. */
  readonly cron: string;
  readonly isActive: boolean;
  /** When an issue was sent last, and whether that went well; null when none ever was. */
  readonly lastSentAt: Date | null;
  readonly lastWasSuccess: boolean | null;
  /** What the row of an import says beyond the columns. */
  readonly importedValues: unknown;
}

const Config = z.record(z.string(), z.json());
export type StoredConfig = z.infer<typeof Config>;

/** A newsletter with all its settings, the secrets of its mail server included. */
export interface NewsletterDetail extends Omit<NewsletterSummary, 'lastSentAt' | 'lastWasSuccess'> {
  readonly idName: string;
  readonly subject: string | null;
  readonly body: string | null;
  readonly message: string | null;
  readonly config: StoredConfig;
  /** Empty while nobody entered a mail server. */
  readonly emailConfig: StoredConfig;
}

/** All newsletters by id. */
export const listNewsletters = (db: Db): Promise<readonly NewsletterSummary[]> => newsletterRows(db);

/**
 * One newsletter; null when there is none of that id.
 * @throws Problem `invalid` when `open` cannot read the sealed settings.
 */
export async function readNewsletter(
  db: Db,
  id: number,
  open: (sealed: string) => string,
): Promise<NewsletterDetail | null> {
  const row = await newsletterRow(db, id);
  if (row === null) return null;
  return {
    id: row.id,
    agentId: row.agentId,
    agentName: row.agentName,
    agentLabel: row.agentLabel,
    idName: row.idName,
    friendlyName: row.friendlyName,
    cron: row.cron,
    isActive: row.isActive,
    subject: row.subject,
    body: row.body,
    message: row.message,
    importedValues: row.importedValues,
    config: Config.safeParse(row.config).data ?? {},
    emailConfig: row.emailConfigSealed === null ? {} : parseStored(open(row.emailConfigSealed)),
  };
}

/** Removes a newsletter, if there is one; its issues stay in the log. */
export const deleteNewsletter = (db: Db, id: number): Promise<void> => removeNewsletter(db, id);

/** A page of the issues that were sent. */
export const readNewsletterLog = (db: Db, query: ListQuery<LogColumn>): Promise<ListPage<LogRow>> => logPage(db, query);

/** Deletes what is known about issues that were sent, not the issues. */
export const clearNewsletterLog = (db: Db): Promise<void> => emptyLog(db);

function parseStored(text: string): StoredConfig {
  try {
    return Config.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
