/** Nanoseconds of one call. */
export function nanoseconds(work: () => void): number {
  const begin = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begin);
}

/** The same of the processor's time, all threads together: what waits, or is stopped, does not count. */
export function processorNanoseconds(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) * 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Runs every contestant in turn, `rounds` times over after one round to warm up, and gives each one's median. Machines
 * drift from second to second: only times taken in turn can be compared.
 */
export function interleaved<Name extends string>(
  contestants: Readonly<Record<Name, () => void>>,
  rounds: number,
  measure = nanoseconds,
): Record<Name, number> {
  const names = Object.keys(contestants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const time = measure(contestants[name]);
      if (round > 0) times.get(name)?.push(time);
    }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** One figure against its target, as a line. */
export function judged(
  what: string,
  value: number,
  relation: 'at most' | 'at least',
  target: number,
): string {
  const met = relation === 'at most' ? value <= target : value >= target;
  return `  ${what.padEnd(56)} ${value.toFixed(2).padStart(7)}   ${relation} ${target}  ${met ? 'met' : 'MISSED'}`;
}
