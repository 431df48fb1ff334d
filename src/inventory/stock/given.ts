import { constantProcess, givenSteps, type GivenStep, type StepProcess } from '../../kernel/index.js';

/** Stock of a pool that never runs out: a whole number no demand reaches. */
export const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** More units than anybody asks for, always. */
export const unlimitedStock = (): StepProcess => constantProcess(UNLIMITED);

/** The same number of units, always. */
export const constantStock = ({ capacity }: { readonly capacity: number }): StepProcess =>
  constantProcess(capacity);

/** Whole numbers of units as given, step by step; the first step is at 0, seconds grow strictly. */
export const stockSteps = ({ steps }: { readonly steps: readonly GivenStep[] }): StepProcess =>
  givenSteps(steps);
