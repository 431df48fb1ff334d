import { invariant } from '../units/index.js';
import {
  beginOf,
  replayFault,
  roundOf,
  rowAt,
  spanOf,
  type ReplayPlan,
  type RunSpan,
  type Series,
} from './series.js';
import type { StepProcess } from './step-process.js';

/** Where and how a recording is read. */
export interface ReplayOptions {
  readonly plan: ReplayPlan;
  readonly run: RunSpan;
  /** Draws the start of a random window: a uniform inside (0, 1), taken once; unused otherwise. */
  readonly uniform?: (() => number) | undefined;
  /** From a recorded value to the value in force; default: as it is. */
  readonly convert?: ((value: number) => number) | undefined;
}

/**
 * A recording as a process (last observation carried forward). Call `replayFault` first. With `after: repeat`
 * the first row follows the end of what is known, so that a row at that very second never comes into force.
 */
export function replay(series: Series, options: ReplayOptions): StepProcess {
  const fault = replayFault(series, options.plan, options.run);
  invariant(fault === undefined, fault?.message ?? '');
  return new Replay(series, options, originOf(series, options));
}

/** The recording's second that is the run's second 0. */
function originOf(series: Series, { plan, run, uniform }: ReplayOptions): number {
  const span = spanOf(series);
  const offset = plan.offset ?? 0;
  const wrap = (from: number): number => (plan.after === 'repeat' ? ((from % span) + span) % span : from);
  if (plan.window === 'random') {
    invariant(uniform !== undefined, 'a random window needs a stream');
    const starts = plan.after === 'repeat' ? span : span - offset - run.duration + 1;
    return beginOf(series) + wrap(offset + Math.floor(uniform() * starts));
  }
  const from = plan.align === 'start' ? offset : run.start + offset - beginOf(series);
  return beginOf(series) + wrap(from);
}

class Replay implements StepProcess {
  value = 0;
  nextAt = 0;
  readonly #at: Float64Array;
  readonly #recorded: Float64Array;
  /** Rows that ever come into force. */
  readonly #rows: number;
  /** Seconds after which the recording begins again; Infinity: never. */
  readonly #period: number;
  readonly #convert: (value: number) => number;
  #index: number;
  /** The run's second at which the recording's second 0 stands, in the present round. */
  #shift: number;

  constructor(series: Series, { plan, convert }: ReplayOptions, origin: number) {
    this.#at = series.at;
    this.#recorded = series.value;
    this.#convert = convert ?? ((value) => value);
    this.#rows = plan.after === 'repeat' ? roundOf(series) : series.at.length;
    this.#period = plan.after === 'repeat' ? spanOf(series) : Infinity;
    this.#shift = -origin;
    this.#index = rowAt(this.#at, this.#rows, origin);
    this.#update();
  }

  advance(): void {
    this.#index += 1;
    if (this.#index === this.#rows) {
      this.#index = 0;
      this.#shift += this.#period;
    }
    this.#update();
  }

  save(): unknown {
    return [this.#index, this.#shift];
  }

  restore(saved: unknown): void {
    [this.#index, this.#shift] = saved as [number, number];
    this.#update();
  }

  #update(): void {
    this.value = this.#convert(this.#recorded[this.#index]);
    const next = this.#index + 1;
    this.nextAt = next < this.#rows ? this.#at[next] + this.#shift : this.#at[0] + this.#period + this.#shift;
  }
}
