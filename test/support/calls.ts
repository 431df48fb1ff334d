import type { Acquisition, Directory, Recorder } from '../../src/events/index.js';

/** One call of the recorder, or of the billing meter's `crossed`, as data. */
export type Call =
  | { readonly [M in keyof Recorder]: readonly [M, ...Parameters<Recorder[M]>] }[keyof Recorder]
  | readonly ['crossed', number, number, boolean];

/** Replica r belongs to service floor(r / 100) and has the slot r % 100. */
export const directoryOf = (
  names: Partial<Pick<Directory, 'pools' | 'services' | 'dedicated'>>,
): Directory => ({
  pools: ['p0', 'p1'],
  services: ['s0', 's1'],
  dedicated: ['d0'],
  ...names,
  serviceOf: (replica) => Math.floor(replica / 100),
  slotOf: (replica) => replica % 100,
});

/** Makes the calls in order; `crossed` only where the recorder has it. */
export function play(recorder: Recorder, calls: readonly Call[]): void {
  const methods = recorder as unknown as Record<string, ((...args: unknown[]) => void) | undefined>;
  for (const [method, ...args] of calls) {
    if (method === 'crossed' && methods['crossed'] === undefined) continue;
    methods[method]!.call(recorder, ...(args as unknown[]));
  }
}

/** An unprotected spot unit of pool 0 at 1.00 with a ceiling of 2.00, unless told otherwise. */
export const acquisition = (facts: Partial<Acquisition> = {}): Acquisition => ({
  service: 0,
  replica: 0,
  entry: 0,
  pool: 0,
  tier: 'unprotected',
  ceiling: 2_000_000,
  price: 1_000_000,
  protectedUntil: 0,
  locked: false,
  disk: 30,
  reallocation: false,
  ...facts,
});
