import { beginOf, roundOf, rowAt, spanOf, type Series, type StepProcess } from '../../kernel/index.js';
import type { Stream } from '../../random/index.js';
import { copyPlain, formatDuration, type MicroPerHour, type Seconds } from '../../units/index.js';
import { ANY_PRICE, limited } from '../price.js';
import { scaledPrice } from './trace.js';

export interface BootstrapSpec {
  /** Length of a block, or its mean; at most the span of the history. */
  readonly block: Seconds;
  /** `stationary`: lengths are geometric. `moving`: all blocks have the same length. */
  readonly scheme: 'stationary' | 'moving';
  /** Factor on every price of the recording; default 1. The product is rounded once, half up. */
  readonly scale?: number | undefined;
}

/** Why a history cannot be cut into such blocks, in words for people; undefined if it can. */
export function bootstrapFault(
  series: Series,
  { block }: Pick<BootstrapSpec, 'block'>,
): BootstrapFault | undefined {
  const span = spanOf(series);
  if (span === 0)
    return { key: 'file', message: 'the history has one instant only', hint: 'ask for a longer time range' };
  if (block <= span) return undefined;
  return {
    key: 'block',
    message: `a block of ${formatDuration(block)} is longer than the history, which spans ${formatDuration(span)}`,
    hint: 'shorten the block, or ask for a longer time range',
  };
}

/** A fault, with the key that it is told at. */
export interface BootstrapFault {
  readonly key: 'file' | 'block';
  readonly message: string;
  readonly hint: string;
}

/**
 * Blocks of a recorded step function, one after the other, each from a second of the recording drawn at random; the
 * recording is a circle, so that every second of it is as likely at every instant. Begins in equilibrium: with fixed
 * lengths the first block has begun before second 0. Two uniforms for each block, its beginning and its length
 * (drawn, and unused, where it is fixed). Check with `bootstrapFault` first.
 * Sources: D. N. Politis, J. P. Romano, The stationary bootstrap, JASA 89 (1994) 1303-1313; H. R. Künsch, Annals of
 * Statistics 17 (1989) 1217-1241; docs/models/price-bootstrap.md.
 */
export const bootstrapPrice = (series: Series, spec: BootstrapSpec, stream: Stream): StepProcess =>
  new Bootstrap(series, spec, stream);

class Bootstrap implements StepProcess {
  value: MicroPerHour = 0;
  nextAt: Seconds = 0;
  readonly #series: Series;
  readonly #rows: number;
  readonly #span: Seconds;
  readonly #spec: BootstrapSpec;
  readonly #stream: Stream;
  #row = 0;
  /** The run's second at which the recording's second 0 stands, in the present block. */
  #shift = 0;
  #blockEnd = 0;

  constructor(series: Series, spec: BootstrapSpec, stream: Stream) {
    this.#series = series;
    this.#rows = roundOf(series);
    this.#span = spanOf(series);
    this.#spec = spec;
    this.#stream = stream;
    this.#cut(0);
    this.#update();
  }

  advance(): void {
    if (this.nextAt === this.#blockEnd) this.#cut(this.nextAt);
    else this.#turn();
    this.#update();
  }

  save(): unknown {
    return copyPlain({
      row: this.#row,
      shift: this.#shift,
      blockEnd: this.#blockEnd,
      stream: this.#stream.save(),
    });
  }

  restore(saved: unknown): void {
    const state = saved as { row: number; shift: number; blockEnd: number; stream: unknown };
    this.#row = state.row;
    this.#shift = state.shift;
    this.#blockEnd = state.blockEnd;
    this.#stream.restore(state.stream);
    this.#update();
  }

  /** Begins a block at this second. */
  #cut(now: Seconds): void {
    const origin = beginOf(this.#series) + Math.floor(this.#stream.next() * this.#span);
    this.#shift = now - origin;
    this.#row = rowAt(this.#series.at, this.#rows, origin);
    this.#blockEnd = now + this.#length(now);
  }

  #length(now: Seconds): Seconds {
    const u = this.#stream.next();
    const { block, scheme } = this.#spec;
    if (scheme === 'moving') return now === 0 ? Math.ceil(u * block) : block;
    // Geometric: P(length > k) = (1 - 1/block)^k.
    return block === 1 ? 1 : Math.max(1, Math.ceil(Math.log1p(-u) / Math.log1p(-1 / block)));
  }

  #turn(): void {
    this.#row += 1;
    if (this.#row < this.#rows) return;
    this.#row = 0;
    this.#shift += this.#span;
  }

  #update(): void {
    const { at, value } = this.#series;
    this.value = limited(scaledPrice(value[this.#row], this.#spec.scale ?? 1), ANY_PRICE);
    const next = this.#row + 1;
    const turns = next < this.#rows ? at[next] + this.#shift : at[0] + this.#span + this.#shift;
    this.nextAt = Math.min(turns, this.#blockEnd);
  }
}
