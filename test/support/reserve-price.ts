import type { ReservePriceSpec } from '../../src/market/index.js';
import { phi } from './normal.js';

/** The stationary law of a price in a band of width 1, on cells of equal width and an atom at either end. */
export interface StationaryBand {
  /** P(place <= k / cells). */
  readonly shareBelow: (cell: number) => number;
  readonly meanSquare: number;
  readonly stepCorrelation: number;
}

const CELLS = 60;
const NODES = CELLS + 2;
const ROUNDS = 40;

/** Places of the nodes: the floor, the middles of the cells, the ceiling. */
const NODE = Array.from({ length: NODES }, (_, k) => (k === 0 ? 0 : k === NODES - 1 ? 1 : (k - 0.5) / CELLS));

type Law = Pick<ReservePriceSpec, 'coefficient' | 'noise' | 'truncation'>;

/**
 * The price of two ticks in a row is a Markov chain: its law is iterated on a grid until it rests. It shares nothing
 * with the engine, which never forms it; the step of the grid costs about its square, 0.0003.
 */
export function stationaryBand(law: Law): StationaryBand {
  const kernel = kernelOf(law);
  let now = new Float64Array(NODES * NODES).fill(1 / (NODES * NODES));
  for (let round = 0; round < ROUNDS; round += 1) now = moved(now, kernel);
  const marginal = NODE.map((_, k) => NODE.reduce((sum, __, before) => sum + now[before * NODES + k], 0));
  const { product, square } = stepMoments(now, kernel);
  return {
    shareBelow: (cell) => marginal.slice(0, cell + 1).reduce((sum, share) => sum + share, 0),
    meanSquare: marginal.reduce((sum, share, k) => sum + share * squareOf(k), 0),
    stepCorrelation: product / square,
  };
}

/** E x^2 over a cell, or at an end. */
const squareOf = (k: number): number =>
  NODE[k] * NODE[k] + (k === 0 || k === NODES - 1 ? 0 : 1 / (12 * CELLS * CELLS));

/** P(next node | node before, node). */
function kernelOf(law: Law): readonly Float64Array[] {
  return Array.from({ length: NODES * NODES }, (_, pair) => {
    const [before, here] = [NODE[Math.floor(pair / NODES)], NODE[pair % NODES]];
    const centre = here + law.coefficient * (here - before);
    return next(law, (x) => phi((x - centre) / law.noise));
  });
}

function next({ truncation }: Law, below: (x: number) => number): Float64Array {
  const row = new Float64Array(NODES);
  const edges = Array.from({ length: CELLS + 1 }, (_, k) => k / CELLS);
  const images = truncation === 'reflect' ? [-2, 0, 2] : [0];
  for (const image of images) {
    const upright = edges.map((edge) => below(image + edge));
    const mirrored = truncation === 'reflect' ? edges.map((edge) => below(image - edge)) : [];
    for (let k = 1; k <= CELLS; k += 1) {
      row[k] += upright[k] - upright[k - 1];
      if (truncation === 'reflect') row[k] += mirrored[k - 1] - mirrored[k];
    }
  }
  if (truncation === 'clamp') {
    row[0] = below(0);
    row[NODES - 1] = 1 - below(1);
  }
  const total = row.reduce((sum, share) => sum + share, 0);
  return row.map((share) => share / total);
}

function moved(law: Float64Array, kernel: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const after = new Float64Array(NODES * NODES);
  law.forEach((share, pair) => {
    const here = pair % NODES;
    const row = kernel[pair];
    for (let k = 0; k < NODES; k += 1) after[here * NODES + k] += share * row[k];
  });
  return after;
}

/** E D D' and E D^2 of two steps in a row. */
function stepMoments(
  law: Float64Array,
  kernel: readonly Float64Array[],
): { product: number; square: number } {
  let product = 0;
  let square = 0;
  law.forEach((share, pair) => {
    const here = NODE[pair % NODES];
    const step = here - NODE[Math.floor(pair / NODES)];
    const mean = kernel[pair].reduce((sum, chance, k) => sum + chance * NODE[k], 0);
    product += share * step * (mean - here);
    square += share * step * step;
  });
  return { product, square };
}
