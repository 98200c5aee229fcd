import type { Clock } from '#clock';
import type { UploadView } from '#contract/imports.ts';
import { ApiError, apiPath, getJson, postForJson, send, writeHeaders, writeJson } from '../../lib/api.ts';

/** How long to wait before a chunk is sent again, in milliseconds. */
const RETRY_MS = [1000, 2000, 5000, 10_000] as const;

/** What is told while a file is on its way. */
export interface UploadWatch {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (view: UploadView) => void;
  /** The line broke, and it is tried again; false when it goes on. */
  readonly onTrouble: (isInTrouble: boolean) => void;
}

/** Announces a file. @throws ApiError */
export const beginUpload = (file: File): Promise<UploadView> =>
  postForJson<UploadView>('/imports/uploads', { name: file.name, sizeBytes: file.size });

/** How much of a file has arrived. @throws ApiError `not_found` when it was thrown away. */
export const getUpload = (id: string): Promise<UploadView> => getJson<UploadView>(`/imports/uploads/${id}`);

/** Throws a file away that is not wanted any more. */
export const removeUpload = (id: string): Promise<Response> => writeJson('DELETE', `/imports/uploads/${id}`);

/** Neither a line that broke nor a chunk that the server has already is a reason to give up. */
const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && ['unreachable', 'unavailable', 'conflict'].includes(error.code);

/**
 * Sends a file from where the server has it, chunk by chunk, until it is complete. After trouble it goes on where the server says.
 * @throws ApiError when the server does not want it, and the reason of `signal`.
 */
export async function sendFile(file: File, begun: UploadView, watch: UploadWatch): Promise<UploadView> {
  let view = begun;
  for (let failures = 0; view.offset < view.sizeBytes; ) {
    watch.onProgress(view);
    try {
      view = await sendChunk(file, view, watch.signal);
      if (failures > 0) watch.onTrouble(false);
      failures = 0;
    } catch (error) {
      watch.signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      watch.onTrouble(true);
      await watch.clock.sleep(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, watch.signal);
      watch.signal.throwIfAborted();
      failures += 1;
      view = await getUpload(view.id).catch((problem: unknown) => {
        if (isPassing(problem)) return view;
        throw problem;
      });
    }
  }
  watch.onProgress(view);
  return view;
}

async function sendChunk(file: File, { id, offset, chunkBytes }: UploadView, signal: AbortSignal): Promise<UploadView> {
  const response = await send(apiPath(`/imports/uploads/${id}`, { offset }), {
    method: 'PUT',
    headers: { ...(await writeHeaders()), 'content-type': 'application/octet-stream' },
    body: file.slice(offset, offset + chunkBytes),
    signal,
  });
  return (await response.json()) as UploadView;
}
