import type { PlanRecorder, PlanState } from '../../events/index.js';
import { RANK } from '../../events/index.js';
import type { Simulation } from '../../kernel/index.js';
import type { Seconds } from '../../units/index.js';
import { endContract, type Contract } from './contract.js';
import type { PlanTerms } from './terms.js';

/** What contracts need of the world around them. */
export interface ContractPorts {
  readonly simulation: Simulation;
  readonly recorder: PlanRecorder;
  /** Model units that the platform could sell for this plan now, those that it holds included. */
  readonly stock: (plan: number) => number;
  /** Settles what happened to a plan before this second under its terms so far; called before every change. */
  readonly settle: (second: Seconds, plan: number) => void;
  /** Seconds since the epoch at second 0. */
  readonly epoch: number;
}

/** One contract, its terms, and the world; shared by the files of this folder. */
export interface Setting {
  readonly ports: ContractPorts;
  /** Handler of what falls due for a plan. */
  readonly handler: number;
  readonly contract: Contract;
  readonly terms: PlanTerms;
}

export function enter({ ports, contract }: Setting, state: PlanState, reason = ''): void {
  contract.state = state;
  ports.recorder.planState(ports.simulation.now, contract.plan, state, reason);
}

export function tellQuota({ ports, contract }: Setting): void {
  ports.recorder.planQuota(ports.simulation.now, contract.plan, contract.quota);
}

/** The one thing that falls due next replaces what fell due before. */
export function dueAt({ ports, handler, contract }: Setting, at: Seconds): void {
  const { simulation } = ports;
  if (contract.due >= 0) simulation.cancel(contract.due);
  contract.due = at === Infinity ? -1 : simulation.schedule(at, RANK.release, handler, contract.plan);
}

/** The end of it all: nothing is held or billed any more (R59). */
export function release(setting: Setting, reason: string): void {
  dueAt(setting, Infinity);
  enter(setting, 'Released', reason);
  endContract(setting.contract);
  tellQuota(setting);
}
