import type { Seconds } from '../units/index.js';
import type { StepProcess } from './step-process.js';

/** Changes what a process says from `at` until (and without) `until`. */
export interface Overlay {
  readonly at: Seconds;
  readonly until: Seconds;
  apply(value: number): number;
}

/**
 * The process with the overlays compiled into its series: where several hold at once they are applied in the
 * order given. The process itself runs on underneath as if there were none.
 */
export function overlaid(process: StepProcess, overlays: readonly Overlay[]): StepProcess {
  const real = overlays.filter(({ at, until }) => until > Math.max(at, 0));
  return real.length === 0 ? process : new Overlaid(process, real);
}

class Overlaid implements StepProcess {
  value = 0;
  nextAt = 0;
  readonly #process: StepProcess;
  readonly #overlays: readonly Overlay[];
  /** The seconds at which an overlay begins or ends, ascending. */
  readonly #edges: readonly Seconds[];
  /** How many of the edges have passed. */
  #passed = 0;
  #active: readonly Overlay[] = [];

  constructor(process: StepProcess, overlays: readonly Overlay[]) {
    this.#process = process;
    this.#overlays = overlays;
    const edges = new Set(overlays.flatMap(({ at, until }) => [at, until]).filter((edge) => edge > 0));
    this.#edges = [...edges].sort((a, b) => a - b);
    this.#enter(0);
    this.#update();
  }

  advance(): void {
    const now = this.nextAt;
    if (this.#process.nextAt === now) this.#process.advance();
    if (this.#edges[this.#passed] === now) this.#enter(this.#passed + 1);
    this.#update();
  }

  save(): unknown {
    return { process: this.#process.save(), passed: this.#passed };
  }

  restore(saved: unknown): void {
    const { process, passed } = saved as { process: unknown; passed: number };
    this.#process.restore(process);
    this.#enter(passed);
    this.#update();
  }

  #enter(passed: number): void {
    this.#passed = passed;
    const now = passed === 0 ? 0 : this.#edges[passed - 1];
    this.#active = this.#overlays.filter(({ at, until }) => at <= now && now < until);
  }

  #update(): void {
    let value = this.#process.value;
    for (const overlay of this.#active) value = overlay.apply(value);
    this.value = value;
    const edge = this.#passed < this.#edges.length ? this.#edges[this.#passed] : Infinity;
    this.nextAt = Math.min(this.#process.nextAt, edge);
  }
}
