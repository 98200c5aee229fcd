/** The order in which the 64 coefficients of a block are written (ITU T.81, figure A.6). */
export const ZIGZAG: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];

/** Quantisation at quality 50, in block order (ITU T.81, annex K). */
const LUMA_50: readonly number[] = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA_50: readonly number[] = Array.from({ length: 64 }, (_, i) => {
  const [row, column] = [Math.floor(i / 8), i % 8];
  const corner = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99];
  return row < 4 && column < 4 ? (corner[row * 4 + column] ?? 99) : 99;
});

const scaled = (table: readonly number[], quality: number): number[] => {
  const factor = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return table.map((value) => Math.max(1, Math.min(255, Math.floor((value * factor + 50) / 100))));
};

/** Quantisation tables for luma and chroma at a quality from 1 to 100. */
export const quantisation = (quality: number): { luma: number[]; chroma: number[] } => ({
  luma: scaled(LUMA_50, quality),
  chroma: scaled(CHROMA_50, quality),
});

/** A Huffman table: how many codes there are of each length, and the symbols in order. */
export interface HuffmanSpec {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

export const DC: HuffmanSpec = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  symbols: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};

const AC_HEAD =
  '0102030004110512213141061351610722711432' +
  '8191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a' +
  '636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3' +
  'c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa';

export const AC: HuffmanSpec = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  symbols: (AC_HEAD.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16)),
};

export interface Code {
  readonly bits: number;
  readonly length: number;
}

/** The code of every symbol (ITU T.81, annex C). */
export function huffmanCodes({ counts, symbols }: HuffmanSpec): Code[] {
  const codes: Code[] = [];
  let bits = 0;
  let next = 0;
  counts.forEach((count, i) => {
    for (let n = 0; n < count; n += 1) {
      const symbol = symbols[next++];
      if (symbol !== undefined) codes[symbol] = { bits, length: i + 1 };
      bits += 1;
    }
    bits <<= 1;
  });
  return codes;
}
