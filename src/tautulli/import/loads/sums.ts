import type { LoadContext } from '../source/load.ts';
import { stage } from './stage.ts';

/** Totals over the key columns as they were read; compared with what is stored at the end. */
export const SUMS_STAGE = stage('source_sums', { name: 'text', value: 'numeric' });

const CARRY = 2 ** 50;

/** Adds up whole numbers of any size, exactly. */
export function createSums(names: readonly string[]) {
  const low = new Map<string, number>(names.map((name) => [name, 0]));
  const high = new Map<string, bigint>();
  return {
    add(name: string, value: number | bigint): void {
      if (typeof value === 'bigint') {
        high.set(name, (high.get(name) ?? 0n) + value);
        return;
      }
      const sum = (low.get(name) ?? 0) + value;
      if (Math.abs(sum) < CARRY) {
        low.set(name, sum);
        return;
      }
      high.set(name, (high.get(name) ?? 0n) + BigInt(sum));
      low.set(name, 0);
    },
    emit(emit: LoadContext['emit']): void {
      for (const name of low.keys()) emit(SUMS_STAGE.name, [name, BigInt(low.get(name) ?? 0) + (high.get(name) ?? 0n)]);
    },
  };
}
