import { invert } from './inversion.js';

/** A law with its distribution function and density; `places` rise, and divide where it changes its manner. */
export interface Tabulable {
  readonly low: number;
  readonly high: number;
  readonly cdf: (x: number) => number;
  readonly density: (x: number) => number;
  /** Chebyshev's step from x towards the quantile of u, which cubes a small error; what is subtracted from x. */
  readonly step: (x: number, u: number) => number;
  readonly places: readonly number[];
  readonly mean: number;
}

/**
 * Where the cubic through a cell's ends misses its middle by more than this share of its width, it is halved; where not,
 * too, since the middle is known: in the halves it misses by an eighth of that share.
 */
const MISS = 1.6e-4;
/** Cells of less probability are left as they are, coarse: hardly a draw falls into one. */
const RARE = 1e-4;
const MOST_HALVINGS = 12;
/** A step below this share of a cell, on whose scale the law is smooth, leaves an error of rounding only: its cube. */
const SETTLED = 2e-5;

/**
 * The quantile function by a table of cells: in each a cubic, which ends and slopes (1 / density) fix, comes near, and
 * one step ends it. Where that step is not small, and outside the table, by `invert`. So the table has no part in
 * how exact the result is, only in how soon it is there. It is made at the first draw.
 */
export function tabulatedQuantile(law: Tabulable): (u: number) => number {
  let table: Table | undefined;
  return (u) => {
    table ??= tableOf(law);
    const cell = cellOf(table, u);
    if (cell < 0) return invert(law, u, law.mean);
    const low = table.x[cell];
    const high = table.x[cell + 1];
    if (table.reach[cell] > 0) {
      const start = cubic(table, cell, u);
      const step = law.step(start, u);
      const next = start - step;
      if (Math.abs(step) <= table.reach[cell] && next >= low && next <= high) return next;
    }
    const middle = (low + high) / 2;
    // No number lies between the ends of a cell in which the law jumps.
    if (middle === low || middle === high) return high;
    return invert({ low, high, cdf: law.cdf, density: law.density }, u, middle);
  };
}

/** Ends of cells, with their shares below and slopes of the quantile function. */
interface Table {
  readonly x: Float64Array;
  readonly u: Float64Array;
  readonly slope: Float64Array;
  /** By cell: the largest step that may be the last. */
  readonly reach: Float64Array;
  /** The cell in which each of so many equal shares of probability begins. */
  readonly first: Int32Array;
}

/** The cell that holds u; -1: none. */
function cellOf({ u: shares, first }: Table, u: number): number {
  if (!(u > shares[0] && u < shares[shares.length - 1])) return -1;
  let cell = first[Math.floor(u * first.length)];
  while (shares[cell + 1] < u) cell += 1;
  return cell;
}

/** Hermite's cubic through the ends of a cell, at u. */
function cubic({ x, u: shares, slope }: Table, cell: number, u: number): number {
  const share = shares[cell + 1] - shares[cell];
  const t = (u - shares[cell]) / share;
  return x[cell] + hermite(t, x[cell + 1] - x[cell], share * slope[cell], share * slope[cell + 1]);
}

/** The cubic from 0 at 0 to `rise` at 1 with these slopes there. */
const hermite = (t: number, rise: number, begin: number, end: number): number =>
  t * (begin + t * (3 * rise - 2 * begin - end + t * (begin + end - 2 * rise)));

/** The end of a cell. */
interface Node {
  readonly x: number;
  readonly u: number;
  readonly slope: number;
  /** Of the cell that ends here. */
  reach: number;
}

function tableOf(law: Tabulable): Table {
  const at = (x: number): Node => ({ x, u: law.cdf(x), slope: 1 / law.density(x), reach: 0 });
  const nodes = [at(law.low)];
  for (const place of law.places) fill(nodes, at(place), at, MOST_HALVINGS);
  const table = {
    x: Float64Array.from(nodes, (node) => node.x),
    u: Float64Array.from(nodes, (node) => node.u),
    slope: Float64Array.from(nodes, (node) => node.slope),
    reach: Float64Array.from(nodes.slice(1), (node) => node.reach),
  };
  return { ...table, first: firstCells(table.u) };
}

/** Adds cells from the last node up to this one; those that stay coarse keep a reach of 0. */
function fill(nodes: Node[], to: Node, at: (x: number) => Node, halvings: number): void {
  const from = nodes[nodes.length - 1];
  const share = to.u - from.u;
  const width = to.x - from.x;
  const middle = from.x + width / 2;
  // No number lies between the ends of a cell in which the law jumps.
  if (halvings === 0 || share < RARE || middle === from.x || middle === to.x) {
    nodes.push(to);
    return;
  }
  const between = at(middle);
  const met = hermite((between.u - from.u) / share, width, share * from.slope, share * to.slope);
  if (Math.abs(met - width / 2) <= MISS * width) {
    between.reach = to.reach = (SETTLED * width) / 2;
    nodes.push(between, to);
  } else {
    fill(nodes, between, at, halvings - 1);
    fill(nodes, to, at, halvings - 1);
  }
}

function firstCells(u: Float64Array): Int32Array {
  const first = new Int32Array(u.length);
  for (let share = 0, cell = 0; share < first.length; share += 1) {
    while (cell < u.length - 2 && u[cell + 1] < share / first.length) cell += 1;
    first[share] = cell;
  }
  return first;
}
