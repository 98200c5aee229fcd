type Signature = readonly { readonly at: number; readonly bytes: string }[];

/** First bytes of the formats that browsers show and that cannot carry scripts, in Latin-1. */
const SIGNATURES: readonly { readonly type: string; readonly signature: Signature }[] = [
  { type: 'image/jpeg', signature: [{ at: 0, bytes: '\xff\xd8\xff' }] },
  { type: 'image/png', signature: [{ at: 0, bytes: '\x89PNG\r\n\x1a\n' }] },
  { type: 'image/gif', signature: [{ at: 0, bytes: 'GIF87a' }] },
  { type: 'image/gif', signature: [{ at: 0, bytes: 'GIF89a' }] },
  {
    type: 'image/webp',
    signature: [
      { at: 0, bytes: 'RIFF' },
      { at: 8, bytes: 'WEBP' },
    ],
  },
];

/** The content type by what is inside; null for anything that is not a picture we pass on, whatever it claims to be. */
export function imageType(bytes: Buffer): string | null {
  const has = ({ at, bytes: expected }: Signature[number]): boolean =>
    bytes.subarray(at, at + expected.length).equals(Buffer.from(expected, 'latin1'));
  return SIGNATURES.find(({ signature }) => signature.every(has))?.type ?? null;
}
