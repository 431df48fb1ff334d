import type { SimulationEvent } from '../../index.js';

/** Why an entry was passed over, as the log says it. */
export type Refusal = Extract<SimulationEvent, { kind: 'waiting' }>['refusals'][number];

const PROVIDER: readonly string[] = ['price', 'stock', 'lifetime', 'outage'];

/** Whether the provider took the unit; otherwise our own side gave it back. */
export const isProviders = (cause: string): boolean => PROVIDER.includes(cause);

/** Micro-units per hour for people. */
export const shownPrice = (micros: number): string => String(micros / 1e6);
