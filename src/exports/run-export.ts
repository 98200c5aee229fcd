/** Writes the files of one export; says how far it is on the way. */
import { join } from 'node:path';
import type { Log } from '#log';
import type { ExportItem } from '#plex/export-object.ts';
import type { ExportReader } from '#plex/export-reader.ts';
import { buildNode, type NodeSources } from './build-node.ts';
import type { ExportRequest } from './export-request.ts';
import { checksFiles } from './export-request.ts';
import { itemTitle } from './file-names.ts';
import { answered, type ExportTarget } from './find-target.ts';
import { type NodeWriter, openWriter } from './format-writer.ts';
import { createChildReader, type ItemPage, readPlace } from './read-items.ts';
import { createResourceSaver, type ResourceLevels } from './save-resource.ts';
import type { XmlHead } from './write-xml.ts';

export interface Progress {
  readonly exportedItems: number;
  readonly totalItems: number;
}

export interface ExportRun {
  readonly request: ExportRequest;
  readonly target: ExportTarget;
  /** Where the files go; empty. */
  readonly folder: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called after every item. */
  progress(progress: Progress): void;
}

/** @throws Problem `upstream` when the server does not say, and what the file system throws */
export async function runExport(run: ExportRun): Promise<Progress & { readonly resources: ResourceLevels }> {
  const { request, target, folder, log, signal } = run;
  const reader = target.reader(signal);
  const saver = createResourceSaver(reader, folder, log);
  const files = request.hasIndividualFiles ? oneForEach(run) : await oneForAll(run);
  let done: Progress = { exportedItems: 0, totalItems: 0 };
  try {
    for await (const { total, items } of itemsOf(run, reader)) {
      for (const item of items) {
        signal.throwIfAborted();
        const sources = sourcesOf(run, reader, saver.save, files.titleOf(item));
        await files.add(item, await buildNode(item, request.selection, sources));
        done = { exportedItems: done.exportedItems + 1, totalItems: Math.max(total, done.exportedItems + 1) };
        run.progress(done);
      }
    }
    await files.end();
  } catch (error) {
    await files.abandon();
    throw error;
  }
  return { exportedItems: done.exportedItems, totalItems: done.exportedItems, resources: saver.saved() };
}

async function* itemsOf({ request, target }: ExportRun, reader: ExportReader): AsyncGenerator<ItemPage> {
  const { content } = target;
  if ('item' in content) yield { total: 1, items: [content.item] };
  else yield* readPlace(reader, content.place, { checksFiles: checksFiles(request.selection) });
}

function sourcesOf(
  { request }: ExportRun,
  reader: ExportReader,
  save: ReturnType<typeof createResourceSaver>['save'],
  title: string,
): NodeSources {
  return {
    children: createChildReader(reader, { checksFiles: checksFiles(request.selection) }),
    async provider({ ratingKey }, kind) {
      const chosen = ratingKey === null ? null : await reader.chosen(ratingKey, kind);
      // Some kinds of items have nothing to choose from, and servers say so in their own ways.
      if (chosen === null || (!chosen.ok && chosen.reason === 'not_found')) return null;
      const value = answered(chosen);
      return value?.isUploaded ? 'upload' : (value?.provider ?? null);
    },
    file: (item, kind, selection) => save(item, kind, selection, title),
  };
}

/** Where nodes go. */
interface Files {
  /** The name of the file of an item, without its ending. */
  titleOf(item: ExportItem): string;
  add(item: ExportItem, node: Parameters<NodeWriter['add']>[0]): Promise<void>;
  end(): Promise<void>;
  abandon(): Promise<void>;
}

const headOf = ({ title, mediaType, ratingKey, plexUserId, sectionId }: ExportTarget): XmlHead => ({
  title,
  type: mediaType,
  ratingKey,
  userId: plexUserId,
  sectionId,
});

async function oneForAll({ request, target, folder }: ExportRun): Promise<Files> {
  const file = join(folder, `${target.title}.${request.format}`);
  const writer = await openWriter(request.format, file, headOf(target));
  return {
    titleOf: () => target.title,
    add: (_item, node) => writer.add(node),
    end: () => writer.end(),
    abandon: () => writer.abandon(),
  };
}

function oneForEach({ request, target, folder }: ExportRun): Files {
  const nothing = () => Promise.resolve();
  return {
    titleOf: itemTitle,
    async add(item, node) {
      const title = itemTitle(item);
      const head = { ...headOf(target), title, type: item.type, ratingKey: item.ratingKey };
      const writer = await openWriter(request.format, join(folder, `${title}.${request.format}`), head);
      try {
        await writer.add(node);
        await writer.end();
      } catch (error) {
        await writer.abandon();
        throw error;
      }
    },
    end: nothing,
    abandon: nothing,
  };
}
