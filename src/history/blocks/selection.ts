/** Loops over indexes. The methods of typed arrays do the same many times slower, which counts with a year of plays. */

/** Those of the indexes that pass, in their order. */
export function those(indexes: Int32Array, passes: (index: number) => boolean): Int32Array {
  const kept = new Int32Array(indexes.length);
  let size = 0;
  for (let at = 0; at < indexes.length; at++) {
    const index = indexes[at] ?? 0;
    if (passes(index)) kept[size++] = index;
  }
  return kept.subarray(0, size);
}

/** The values at the indexes. */
export function valuesAt(values: Int32Array, indexes: Int32Array): Int32Array {
  const found = new Int32Array(indexes.length);
  for (let at = 0; at < indexes.length; at++) found[at] = values[indexes[at] ?? 0] ?? 0;
  return found;
}
