/** Whole seconds since the scenario's start. */
export type Seconds = number;

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** The longest run the schema allows: ten years. With `MAX_PRICE` it keeps every price integral exact. */
export const MAX_DURATION: Seconds = 3653 * DAY;

/** Seconds in a unit of time, the largest first. */
const PARTS: readonly (readonly [string, number])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', 1],
];

/** Seconds in the unit of time that durations are written in; undefined for no such unit. */
export const secondsIn = (unit: string): Seconds | undefined => SECONDS_IN.get(unit);

const SECONDS_IN: ReadonlyMap<string, Seconds> = new Map(PARTS);

/** `93784` as `1d2h3m4s`; `0s` for zero. A fraction of a second is kept on the seconds. */
export function formatDuration(seconds: Seconds): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  let left = seconds;
  let text = '';
  for (const [unit, size] of PARTS) {
    const count = size === 1 ? Math.round(left * 1000) / 1000 : Math.floor(left / size);
    if (count > 0) text += `${count}${unit}`;
    left -= count * size;
  }
  return text === '' ? '0s' : text;
}
