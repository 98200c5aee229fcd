const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** The hour of the day, with fractions, in UTC. */
export const hourOf = (now: number): number => (now / HOUR_MS) % DAY_HOURS;

const circular = (a: number, b: number): number => {
  const distance = Math.abs(a - b) % DAY_HOURS;
  return Math.min(distance, DAY_HOURS - distance);
};

/** How much is played at an hour, on average 1: a hollow before dawn, a hill at nine in the evening. */
export const rhythm = (hour: number): number => 1 + 0.25 * Math.cos((circular(hour, 20.5) / 12) * Math.PI);

/** How likely somebody with the given favourite hour plays at another, 0 to 1. */
export function inclination(peakHour: number, hour: number): number {
  const distance = circular(peakHour, hour);
  return Math.exp(-(distance * distance) / 18);
}
