/** Where a server keeps the picture of a position, made of a file in advance; the position is as the session sent it. */
export const previewPath = (partId: string, offset: string): string => `/library/parts/${partId}/indexes/sd/${offset}`;
