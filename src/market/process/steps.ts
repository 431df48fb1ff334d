import { givenSteps, type GivenStep, type StepProcess } from '../../kernel/index.js';

export interface PriceStepsSpec {
  /** `value` in micro-units per hour; the first step is at 0, seconds grow strictly. */
  readonly steps: readonly GivenStep[];
}

/** Prices as given, step by step. */
export const priceSteps = ({ steps }: PriceStepsSpec): StepProcess => givenSteps(steps);
