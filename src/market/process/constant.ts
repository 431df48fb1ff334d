import { constantProcess, type StepProcess } from '../../kernel/index.js';
import type { MicroPerHour } from '../../units/index.js';

export interface ConstantPriceSpec {
  readonly value: MicroPerHour;
}

/** A price that never changes. */
export const constantPrice = ({ value }: ConstantPriceSpec): StepProcess => constantProcess(value);
