import { type CopyConnection, takeCopyConnection } from '#db/copy.ts';
import type { Db } from '#db/pool.ts';
import { LOADS } from './loads/index.ts';
import { createStaging, STAGING } from './queries-staging.ts';
import type { StageTable } from './source/load.ts';
import type { Source } from './source/open-source.ts';
import type { ReadProgress, TableStatistics } from './source/protocol.ts';

const STAGES: ReadonlyMap<string, StageTable> = new Map(
  LOADS.flatMap((load) => load.stages).map((stage) => [stage.name, stage]),
);

/** Reads whole tables of the file into the staging area. */
export interface Staging {
  /** Only these source tables. */
  load(tables: readonly string[], onProgress: (progress: ReadProgress) => void): Promise<readonly TableStatistics[]>;
  release(): void;
}

/** Opens an empty staging area. */
export async function openStaging(db: Db, source: Source): Promise<Staging> {
  await createStaging(db, [...STAGES.values()]);
  const connection = await takeCopyConnection(db);
  return {
    load: (tables, onProgress) =>
      source.read({ tables, onProgress, onChunk: inTurn((stage, bytes) => copyChunk(connection, stage, bytes)) }),
    release: () => connection.release(),
  };
}

/** One connection takes the chunks of all stages, one after the other. */
function inTurn(take: (stage: string, bytes: Uint8Array) => Promise<void>) {
  let last: Promise<void> = Promise.resolve();
  return (stage: string, bytes: Uint8Array): Promise<void> => {
    const next = last.then(() => take(stage, bytes));
    last = next.catch(() => undefined);
    return next;
  };
}

function copyChunk(connection: CopyConnection, name: string, bytes: Uint8Array): Promise<void> {
  const stage = STAGES.get(name);
  if (stage === undefined) throw new Error(`there is no stage ${name}`);
  return connection.copy(`${STAGING}.${name}`, Object.keys(stage.columns), bytes);
}

export const SOURCE_TABLES: readonly string[] = LOADS.map((load) => load.table);
