import type { Stream } from './stream.js';

/** Rates of change of a chain in continuous time, row to column; the diagonal does not count. */
export type ChainRates = readonly (readonly number[])[];

/**
 * Why a chain has no single stationary law; undefined if it has one. Said with the index of the row at fault:
 * a state that is never left, or one from which another cannot be reached.
 */
export function chainFault(rates: ChainRates): ChainFault | undefined {
  if (rates.length === 1) return undefined;
  for (const [state, row] of rates.entries()) {
    if (!row.some((rate, to) => to !== state && rate > 0)) return { state };
    const seen = reachable(rates, state);
    const unreached = rates.findIndex((_, other) => !seen.has(other));
    if (unreached >= 0) return { state, unreached };
  }
  return undefined;
}

/** A state that is never left, or, with `unreached`, one from which that other state cannot be reached. */
export interface ChainFault {
  readonly state: number;
  readonly unreached?: number;
}

/**
 * The stationary law pi Q = 0 of a chain without fault, by elimination of one state after another without a
 * subtraction. Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, Regenerative analysis and steady state
 * distributions for Markov chains, Operations Research 33 (1985) 1107-1116.
 */
export function stationaryLaw(rates: ChainRates): readonly number[] {
  const q = rates.map((row) => [...row]);
  const last = rates.length - 1;
  const out = new Array<number>(rates.length).fill(1);
  for (let n = last; n > 0; n -= 1) {
    out[n] = 0;
    for (let to = 0; to < n; to += 1) out[n] += q[n][to];
    for (let from = 0; from < n; from += 1)
      for (let to = 0; to < n; to += 1) if (from !== to) q[from][to] += (q[from][n] * q[n][to]) / out[n];
  }
  const law = [1];
  for (let n = 1; n <= last; n += 1)
    law.push(law.reduce((sum, weight, from) => sum + weight * q[from][n], 0) / out[n]);
  const total = law.reduce((sum, weight) => sum + weight, 0);
  return law.map((weight) => weight / total);
}

/** The place of u in a law over 0, 1, …: inversion. */
export function placeIn(law: readonly number[], u: number): number {
  let place = 0;
  for (let sum = law[0]; sum < u && place < law.length - 1; sum += law[place]) place += 1;
  return place;
}

/**
 * A path of the chain, begun in its stationary law. Time is real. Two uniforms for each change, when and where to,
 * from a stream of its own.
 */
export class ChainPath {
  state: number;
  /** When the state changes next; Infinity for a chain of one state. */
  nextAt: number;
  readonly #leaving: readonly number[];
  /** Where to, by state. */
  readonly #targets: readonly (readonly number[])[];
  readonly #stream: Stream;

  constructor(rates: ChainRates, stream: Stream) {
    const others = rates.map((row, state) => row.map((rate, to) => (to === state ? 0 : rate)));
    this.#leaving = others.map((row) => row.reduce((sum, rate) => sum + rate, 0));
    this.#targets = others.map((row, state) => row.map((rate) => rate / this.#leaving[state]));
    this.#stream = stream;
    this.state = placeIn(stationaryLaw(rates), stream.next());
    this.nextAt = this.#stay();
  }

  /** Makes the change at `nextAt`. */
  change(): void {
    const law = this.#targets[this.state];
    this.state = lastPositive(law, placeIn(law, this.#stream.next()));
    this.nextAt += this.#stay();
  }

  save(): unknown {
    return { state: this.state, nextAt: this.nextAt, stream: this.#stream.save() };
  }

  restore(saved: unknown): void {
    const { state, nextAt, stream } = saved as { state: number; nextAt: number; stream: unknown };
    this.state = state;
    this.nextAt = nextAt;
    this.#stream.restore(stream);
  }

  #stay(): number {
    const rate = this.#leaving[this.state];
    return rate > 0 ? -Math.log1p(-this.#stream.next()) / rate : Infinity;
  }
}

/** A sum that rounding left below 1 must not lead to a state of rate 0. */
function lastPositive(law: readonly number[], place: number): number {
  let found = place;
  while (law[found] === 0) found -= 1;
  return found;
}

function reachable(rates: ChainRates, from: number): ReadonlySet<number> {
  const seen = new Set([from]);
  for (const state of seen)
    for (const [to, rate] of rates[state].entries()) if (rate > 0 && to !== state) seen.add(to);
  return seen;
}
