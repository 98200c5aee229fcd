/** Which names of transcoder devices mean hardware (derived-fields notes 5). */
const DECODERS: ReadonlySet<string> = new Set(['d3d11va', 'dxva2', 'videotoolbox', 'mediacodecndk', 'vaapi', 'nvdec']);
const ENCODERS: ReadonlySet<string> = new Set(['qsv', 'mf', 'videotoolbox', 'mediacodecndk', 'vaapi', 'nvenc']);

export const isHardwareDecoder = (name: string | null): boolean => DECODERS.has(name?.toLowerCase() ?? '');
export const isHardwareEncoder = (name: string | null): boolean => ENCODERS.has(name?.toLowerCase() ?? '');
