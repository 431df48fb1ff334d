import type { StepProcess } from '../../src/kernel/index.js';
import { openStream, type Stream } from '../../src/random/index.js';
import { sum } from './estimate.js';

/** The values of so many ticks, the first at second 0. */
export function ticksOf(process: StepProcess, ticks: number): number[] {
  const path = [process.value];
  while (path.length < ticks) {
    process.advance();
    path.push(process.value);
  }
  return path;
}

/** Calls back with every value and the seconds it holds, up to the end. */
export function spellsOf(
  process: StepProcess,
  end: number,
  see: (value: number, seconds: number, from: number) => void,
): void {
  for (let at = 0; at < end;) {
    const until = Math.min(end, process.nextAt);
    see(process.value, until - at, at);
    if (process.nextAt >= end) return;
    at = process.nextAt;
    process.advance();
  }
}

/** Share of the time until the end in which a value holds. */
export function shareOf(process: StepProcess, end: number, holds: (value: number) => boolean): number {
  let seconds = 0;
  spellsOf(process, end, (value, length) => {
    if (holds(value)) seconds += length;
  });
  return seconds / end;
}

/** Streams by purpose, of one replication of one test. */
export const streamsOf =
  (test: string, replication: number) =>
  (...purpose: readonly string[]): Stream =>
    openStream(test, replication, ...purpose);

export const meanOf = (values: readonly number[]): number => sum(values) / values.length;

export const repeat = <T>(count: number, make: (replication: number) => T): T[] =>
  Array.from({ length: count }, (_, replication) => make(replication));

/** Mean product of values so many places apart. */
export const lagged = (values: readonly number[], lag: number): number =>
  meanOf(values.slice(lag).map((value, i) => value * values[i]));
