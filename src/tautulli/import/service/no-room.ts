import { Problem } from '#problem';

const GIB = 1_073_741_824;
const inGib = (bytes: number): string => `${(bytes / GIB).toFixed(bytes < GIB / 10 ? 3 : 1)} GiB`;

/** The disk has no room for what was to be stored. */
export class NoRoom extends Problem {
  constructor(message: string, cause?: unknown) {
    super('refused', message, { hint: 'Make room on the disk of the data folder, then try again', cause });
    this.name = 'NoRoom';
  }
}

/** @throws NoRoom when `neededBytes` and the reserve are more than what is free. */
export function requireRoom(freeBytes: number, neededBytes: number, reserveBytes: number): void {
  if (freeBytes >= neededBytes + reserveBytes) return;
  throw new NoRoom(
    `The file needs ${inGib(neededBytes)} and Spyglass ${inGib(reserveBytes)} beside it, but only ${inGib(freeBytes)} are free`,
  );
}
