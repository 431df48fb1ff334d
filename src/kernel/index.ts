export { Agenda } from './agenda.js';
export type { Handle } from './entry-slots.js';
export { Simulation } from './simulation.js';
export { drive, StepDriver } from './step-driver.js';
export type { StepProcess } from './step-process.js';
export { constantProcess, givenSteps, type GivenStep } from './given-steps.js';
export { overlaid } from './overlay.js';
export { replay } from './replay.js';
export { beginOf, endOf, replayFault, type ReplayPlan, type RunSpan, type Series } from './series.js';
