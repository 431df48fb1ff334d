import { foldState, foldTwo, hexOf } from './folding.js';
import { foldBlock, hashText, WORDS } from './hash.js';
import type { Directory } from './kinds.js';
import type { PlanCalls, PlanOrder, PlanQuota, PlanRecorder, PlanState } from './plan-recorder.js';

// The first word of each event's first block. Never renumber: published digests would change.
const STATE = 18;
const QUOTA = 19;
const ORDER = 20;
const SERVED = 21;
const PASSED_ON = 22;
const REJECTED = 23;

/** The part of the digest that plans have: as pools and services, by name and never by index. */
export class PlanDigest implements PlanRecorder {
  readonly #names: readonly string[];
  readonly #demands: readonly Int32Array[];
  readonly #states: Int32Array;

  constructor({ plans = [], demands = [] }: Directory) {
    this.#names = plans;
    this.#demands = demands.map(hashText);
    this.#states = new Int32Array(plans.length * WORDS);
  }

  planState(at: number, plan: number, state: PlanState, reason: string): void {
    foldBlock(this.#states, plan * WORDS, STATE, at, 0, 0);
    foldState(this.#states, plan * WORDS, hashText(state));
    foldState(this.#states, plan * WORDS, hashText(reason));
  }

  planQuota(at: number, plan: number, quota: PlanQuota): void {
    this.#foldQuota(QUOTA, at, plan, quota);
  }

  planOrdered(at: number, plan: number, order: PlanOrder): void {
    this.#foldQuota(ORDER, at, plan, order);
    foldBlock(this.#states, plan * WORDS, order.days, order.from, order.until, order.firstMonth ? 1 : 0);
  }

  served(at: number, calls: PlanCalls): void {
    this.#foldCalls(SERVED, at, calls);
  }

  passedOn(at: number, calls: PlanCalls): void {
    this.#foldCalls(PASSED_ON, at, calls);
  }

  rejected(at: number, calls: PlanCalls): void {
    this.#foldCalls(REJECTED, at, calls);
  }

  /** By `plan/<name>`. */
  digests(): [string, string][] {
    return this.#names.map((name, plan) => [`plan/${name}`, hexOf(this.#states, plan * WORDS)]);
  }

  save(): unknown {
    return this.#states.slice();
  }

  restore(saved: unknown): void {
    this.#states.set(saved as Int32Array);
  }

  #foldQuota(kind: number, at: number, plan: number, { inputTpm, outputTpm, units }: PlanQuota): void {
    foldBlock(this.#states, plan * WORDS, kind, at, units, 0);
    foldTwo(this.#states, plan * WORDS, inputTpm, outputTpm);
  }

  #foldCalls(kind: number, at: number, { demand, plan, tier, requests, input, output }: PlanCalls): void {
    foldBlock(this.#states, plan * WORDS, kind, at, tier, requests);
    foldTwo(this.#states, plan * WORDS, input, output);
    foldState(this.#states, plan * WORDS, this.#demands[demand]);
  }
}
