import { copyPlain, type Micro, type MicroPerHour, type Seconds } from '../units/index.js';
import { isPreemption, SilentRecorder } from '../events/index.js';
import type { Acquisition, Directory, ReleaseCause } from '../events/index.js';
import { charge, nothing, rounded } from './amount.js';
import type { LineItem, LineNote } from './line-item.js';
import { PriceHistory } from './price-history.js';
import { PriceIntegrals } from './price-integral.js';
import { FREE_DISK, type BillingRates, type BillingRules } from './rate-plan.js';
import { changeCeiling, newRun, NOT_YET, openRun, turnSegment, type Run } from './run.js';
import { settle, type Ending, type Market } from './settlement.js';
import { addItem, emptySums, totalsOf, type LedgerTotals, type Sums } from './totals.js';

export interface BillingInputs extends BillingRates {
  readonly directory: Directory;
  readonly rules: BillingRules;
  /** Takes each item as it is written; without one no item is made, only its amount summed. */
  readonly sink?: ((item: LineItem) => void) | undefined;
  /**
   * Index of the dedicated machines that an entry of a service's list means at this instant; an acquisition
   * does not say. Needed only where replicas run on dedicated machines; without it they are the first ones.
   */
  readonly dedicatedOf?: (service: number, entry: number) => number;
}

interface State {
  /** By replica. */
  readonly runs: Run[];
  /** Placements so far. */
  placements: number;
  readonly machines: { count: number; since: Seconds }[];
  readonly sums: Sums;
}

/**
 * Turns what happens into line items, in O(1) per event whatever the prices did in between. `finish` closes
 * what is open at the horizon. Ready means billed under `billingStart: running`, since a service is Running
 * from its first ready replica (A1); compute billing ends at release, or at an accepted delete (A2).
 */
export class BillingMeter extends SilentRecorder {
  readonly #inputs: BillingInputs;
  readonly #integrals: PriceIntegrals;
  readonly #history: PriceHistory | null;
  readonly #market: Market;
  #state: State;

  constructor(inputs: BillingInputs) {
    super();
    const { pools, rules, directory, dedicated } = inputs;
    this.#inputs = inputs;
    this.#integrals = new PriceIntegrals(pools.length);
    this.#history =
      rules.interruptedFree === 'last-increment'
        ? new PriceHistory(pools.length, rules.billingIncrement)
        : null;
    this.#market = { rules, integrals: this.#integrals, history: this.#history };
    this.#state = {
      runs: [],
      placements: 0,
      machines: dedicated.map(() => ({ count: 0, since: 0 })),
      sums: emptySums(directory.services.length),
    };
  }

  override price(at: Seconds, pool: number, unprotected: MicroPerHour, protectedTier: MicroPerHour): void {
    this.#integrals.change(at, pool, unprotected, protectedTier);
    if (this.#history !== null) this.#history.change(at, pool, unprotected, protectedTier);
  }

  /**
   * The price of the replica's tier rose above its ceiling in this second, or came back to it; at acquisition it is
   * not above. Inside protection it need not be called, if it is before `protectionEnded`. Before or after the `price`
   * of the same second is the same.
   */
  crossed(at: Seconds, replica: number, above: boolean): void {
    const run = this.#openRun(replica);
    if (run === undefined || run.above === above) return;
    run.above = above;
    // Inside protection the ceiling plays no part: its end opens the segment in which it does.
    if (run.from !== NOT_YET && at >= run.protectedUntil) this.#turn(run, at);
  }

  override acquired(at: Seconds, acquisition: Acquisition): void {
    const { runs } = this.#state;
    const { replica, pool, tier } = acquisition;
    while (runs.length <= replica) runs.push(newRun(runs.length));
    const run = runs[replica];
    openRun(run, at, acquisition);
    run.order = this.#state.placements++;
    run.price = tier === 'standard' ? this.#inputs.pools[pool].standardPrice : acquisition.price;
    run.disk = this.#billedDisk(acquisition);
    if (this.#inputs.rules.billingStart === 'provisioned') this.#begin(run, at);
  }

  /** Outside protection the ceiling in force is what caps the bill, from this second on. */
  override rebid(
    at: Seconds,
    _service: number,
    replica: number,
    ceiling: MicroPerHour,
    price: MicroPerHour,
  ): void {
    const run = this.#openRun(replica);
    if (run === undefined) return;
    changeCeiling(run, at, ceiling, this.#inputs.rules.billingIncrement);
    run.above = price > ceiling;
    if (run.from !== NOT_YET && at >= run.protectedUntil) this.#turn(run, at);
  }

  override ready(at: Seconds, _service: number, replica: number): void {
    const run = this.#openRun(replica);
    if (run !== undefined && run.from === NOT_YET) this.#begin(run, at);
  }

  override protectionEnded(at: Seconds, _service: number, replica: number): void {
    const run = this.#openRun(replica);
    if (run !== undefined && run.from !== NOT_YET) this.#turn(run, at);
  }

  override released(at: Seconds, _service: number, replica: number, cause: ReleaseCause): void {
    const run = this.#openRun(replica);
    if (run !== undefined) this.#close(run, at, isPreemption(cause) ? 'provider' : 'user');
  }

  override billingStopped(at: Seconds, service: number): void {
    for (const run of this.#openRuns()) if (run.service === service) this.#close(run, at, 'user');
  }

  override machines(at: Seconds, dedicated: number, count: number): void {
    this.#billMachines(at, dedicated, null);
    this.#state.machines[dedicated] = { count, since: at };
  }

  /** Writes the items of all that is still held at the horizon. Nothing may be recorded after it. */
  finish(at: Seconds): void {
    for (const run of this.#openRuns()) this.#close(run, at, 'horizon');
    this.#state.machines.forEach((_, dedicated) => this.#billMachines(at, dedicated, 'open at the horizon'));
  }

  /** Sums of the items written so far. */
  totals(): LedgerTotals {
    return totalsOf(this.#state.sums);
  }

  save(): unknown {
    return copyPlain({
      state: this.#state,
      integrals: this.#integrals.save(),
      history: this.#history === null ? null : this.#history.save(),
    });
  }

  restore(saved: unknown): void {
    const from = copyPlain(saved as { state: State; integrals: unknown; history: unknown });
    this.#state = from.state;
    this.#integrals.restore(from.integrals);
    if (this.#history !== null) this.#history.restore(from.history);
  }

  #openRun(replica: number): Run | undefined {
    const { runs } = this.#state;
    return replica < runs.length && runs[replica].open ? runs[replica] : undefined;
  }

  /** All that is held, in the order of acquisition. */
  #openRuns(): readonly Run[] {
    return this.#state.runs.filter(({ open }) => open).sort((a, b) => a.order - b.order);
  }

  #begin(run: Run, at: Seconds): void {
    this.#turn(run, at);
    run.from = at;
  }

  #turn(run: Run, at: Seconds): void {
    turnSegment(run, at, this.#integrals, this.#inputs.rules.capAtCeiling);
  }

  #close(run: Run, at: Seconds, ending: Ending): void {
    run.open = false;
    if (run.mode !== 'dedicated' && run.from !== NOT_YET && at > run.from) {
      const settlement = settle(run, at, ending, this.#market);
      addItem(this.#state.sums, run, run.mode, settlement.amount);
      if (this.#inputs.sink !== undefined) {
        this.#write(run, { kind: run.mode, units: 1, from: run.from, to: at, ...settlement });
      }
    }
    this.#billDisk(run, at, ending === 'horizon' ? 'open at the horizon' : null);
  }

  #billDisk(run: Run, at: Seconds, note: LineNote | null): void {
    const rate = Math.round(run.disk * this.#inputs.prices.diskGiBHour);
    const seconds = at - run.acquiredAt;
    if (rate === 0 || seconds === 0) return;
    const amount = amountOf(rate, seconds);
    addItem(this.#state.sums, run, 'disk', amount);
    if (this.#inputs.sink === undefined) return;
    this.#write(run, { kind: 'disk', units: run.disk, from: run.acquiredAt, to: at, seconds, amount, note });
  }

  #billedDisk({ service, entry, pool, disk }: Acquisition): number {
    if (pool >= 0) return Math.max(0, disk - FREE_DISK);
    const group = this.#inputs.dedicated[this.#inputs.dedicatedOf?.(service, entry) ?? 0];
    return Math.max(0, disk - (group?.diskFree ?? FREE_DISK));
  }

  #write(run: Run, charged: Charged): void {
    const { directory, sink } = this.#inputs;
    sink?.({
      service: directory.services[run.service],
      replica: directory.slotOf(run.replica),
      run: run.number,
      kind: charged.kind,
      entry: run.entry,
      pool: run.pool < 0 ? null : directory.pools[run.pool],
      units: charged.units,
      from: charged.from,
      to: charged.to,
      seconds: charged.seconds,
      amount: charged.amount,
      note: charged.note,
    });
  }

  // Billed from purchase whether anything runs on them or not (R33), to the second.
  #billMachines(at: Seconds, dedicated: number, note: LineNote | null): void {
    const { machines, sums } = this.#state;
    const { count, since } = machines[dedicated];
    if (count === 0 || at === since) return;
    const seconds = at - since;
    const amount = amountOf(count * this.#inputs.dedicated[dedicated].price, seconds);
    sums.dedicated += amount;
    const nobody = { service: null, replica: null, run: null, entry: null };
    const pool = this.#inputs.directory.dedicated[dedicated];
    const span = { units: count, from: since, to: at, seconds, amount, note };
    this.#inputs.sink?.({ ...nobody, kind: 'dedicated', pool, ...span });
  }
}

type Charged = Pick<LineItem, 'kind' | 'units' | 'from' | 'to' | 'seconds' | 'amount' | 'note'>;

const scratch = nothing();

function amountOf(rate: MicroPerHour, seconds: Seconds): Micro {
  scratch.whole = 0;
  scratch.parts = 0;
  charge(scratch, rate, seconds);
  return rounded(scratch);
}
