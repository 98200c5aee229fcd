import type { Readable } from 'node:stream';
import type { ExportBody, ExportFieldList, ExportFieldsQuery, ExportsQuery, StartedExport } from '#contract/exports.ts';
import type { ExportPage } from '#contract/logs.ts';
import type { Visible } from '#users/visible.ts';

/** A file to be saved. */
export interface SavedFile {
  readonly name: string;
  readonly isArchive: boolean;
  open(): Readable;
}

/** Metadata of items as files. */
export interface NativeExports {
  exports(visible: Visible, query: ExportsQuery): Promise<ExportPage>;
  exportFields(query: ExportFieldsQuery): ExportFieldList;
  /** @throws Problem `invalid`, `refused`, `not_found`, `unavailable`, `upstream` */
  startExport(body: ExportBody): Promise<StartedExport>;
  /** @throws Problem `not_found` while it is written, when it failed, and when its files are gone. */
  exportFile(id: number): Promise<SavedFile>;
  removeExport(id: number): Promise<void>;
}
