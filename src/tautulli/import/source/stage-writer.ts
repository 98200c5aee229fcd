import { type Fault, type FieldWriter, fieldWriter } from './copy-text.ts';
import type { CopyValue, StageTable } from './load.ts';

/** Characters after which a stage's lines are sent; a chunk is somewhat larger than this in bytes. */
const CHUNK_CHARACTERS = 256 * 1024;

export interface StageWriter {
  /** Appends one row to a stage; an unknown stage or a wrong number of values is a mistake of the load and throws. */
  emit(stage: string, values: readonly CopyValue[]): void;
  /** Sends what is left. */
  flush(): void;
  /** Rows emitted by stage. */
  emitted(): Record<string, number>;
}

interface OpenStage {
  readonly name: string;
  readonly columns: readonly string[];
  readonly writers: readonly FieldWriter[];
  readonly faults: readonly Fault[];
  pending: string;
  rows: number;
}

/**
 * Turns emitted rows into chunks of PostgreSQL's COPY text format, each of complete lines of one stage. `fault` is told
 * about changed values, with the column's name in front of the detail.
 */
export function makeStageWriter(
  stages: readonly StageTable[],
  send: (stage: string, bytes: Uint8Array) => void,
  fault: Fault,
): StageWriter {
  const encoder = new TextEncoder();
  const open = new Map(stages.map((stage) => [stage.name, openStage(stage, fault)]));
  const sendPending = (stage: OpenStage): void => {
    if (stage.pending === '') return;
    const bytes = encoder.encode(stage.pending);
    stage.pending = '';
    send(stage.name, bytes);
  };
  return {
    emit(name, values) {
      const stage = open.get(name);
      if (stage === undefined) throw new Error(`rows were emitted for the stage ${name}, which was not declared`);
      stage.pending += lineOf(stage, values);
      stage.rows += 1;
      if (stage.pending.length >= CHUNK_CHARACTERS) sendPending(stage);
    },
    flush() {
      for (const stage of open.values()) sendPending(stage);
    },
    emitted: () => Object.fromEntries([...open.values()].map(({ name, rows }) => [name, rows])),
  };
}

function openStage(stage: StageTable, fault: Fault): OpenStage {
  const columns = Object.keys(stage.columns);
  return {
    name: stage.name,
    columns,
    writers: Object.values(stage.columns).map(fieldWriter),
    faults: columns.map(
      (column): Fault =>
        (kind, detail) =>
          fault(kind, detail === undefined ? column : `${column}: ${detail}`),
    ),
    pending: '',
    rows: 0,
  };
}

function lineOf(stage: OpenStage, values: readonly CopyValue[]): string {
  const { writers, faults } = stage;
  if (values.length !== writers.length) {
    throw new Error(`the stage ${stage.name} has ${writers.length} columns, but a row has ${values.length} values`);
  }
  let line = '';
  for (let at = 0; at < writers.length; at += 1) {
    const write = writers[at];
    const value = values[at];
    const fault = faults[at];
    if (write === undefined || value === undefined || fault === undefined) {
      throw new Error(`the column ${stage.columns[at]} of the stage ${stage.name} was given no value`);
    }
    line += at === 0 ? write(value, fault) : `\t${write(value, fault)}`;
  }
  return `${line}\n`;
}
