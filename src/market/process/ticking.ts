import type { StepProcess } from '../../kernel/index.js';
import type { Seconds } from '../../units/index.js';

/** A process that ticks at every multiple of its interval, whether the value changes or not. */
export interface TickingProcess extends StepProcess {
  readonly interval: Seconds;
}
