import fc from 'fast-check';
import type { Acquisition, PreemptionCause, ReleaseCause, Tier } from '../../src/events/index.js';
import { acquisition, type Call } from './calls.js';

const TIERS: readonly Tier[] = ['unprotected', 'protected', 'standard', 'dedicated'];
const PROVIDER: readonly PreemptionCause[] = ['price', 'stock', 'lifetime', 'outage'];
const OWN: readonly ReleaseCause[] = ['stop', 'scale', 'update', 'autoscaler'];
export const SERVICES = 2;
export const POOLS = 2;
const SLOTS = 4;

interface Step {
  readonly wait: number;
  readonly what: number;
  readonly who: number;
  readonly much: number;
  readonly flag: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 91, max: 2500 })),
  what: fc.nat(15),
  who: fc.nat(1000),
  much: fc.integer({ min: 0, max: 3_000_000 }),
  flag: fc.boolean(),
});

interface Held extends Acquisition {
  ready: boolean;
  above: boolean;
  noticed: PreemptionCause | null;
  draining: ReleaseCause | null;
  protected: boolean;
}

export interface RandomRun {
  readonly calls: readonly Call[];
  readonly end: number;
}

/** Random but lawful sequences of calls: what an engine could say, not what a good one would. */
export const randomRun = (options: { locked: boolean }): fc.Arbitrary<RandomRun> =>
  fc
    .tuple(fc.array(step, { minLength: 10, maxLength: 60 }), fc.integer({ min: 0, max: 500 }))
    .map(([steps, rest]) => new Teller(options.locked).tell(steps, rest));

class Teller {
  readonly calls: Call[] = [];
  readonly held = new Map<number, Held>();
  readonly waiting = new Set<number>();
  readonly lost = new Set<number>();
  readonly deleted = new Set<number>();
  readonly prices = [1_000_000, 900_000];
  machines = 0;
  at = 0;

  constructor(readonly locked: boolean) {}

  tell(steps: readonly Step[], rest: number): RandomRun {
    for (let pool = 0; pool < POOLS; pool += 1) {
      this.calls.push(
        ['price', 0, pool, this.prices[pool], this.protectedPrice(pool)],
        ['stock', 0, pool, 3],
      );
    }
    for (let service = 0; service < SERVICES; service += 1) this.calls.push(['desired', 0, service, 2]);
    for (const one of steps) {
      this.pass(this.at + one.wait);
      this.act(one);
    }
    this.pass(this.at + rest);
    return { calls: this.calls, end: this.at };
  }

  protectedPrice(pool: number): number {
    return Math.round(this.prices[pool] / 0.9);
  }

  tierPrice(unit: Pick<Acquisition, 'pool' | 'tier'>): number {
    return unit.tier === 'protected' ? this.protectedPrice(unit.pool) : this.prices[unit.pool];
  }

  /** Protections end in time order, before anything else of their second. */
  pass(to: number): void {
    const ending = [...this.held.values()].filter((unit) => unit.protected && unit.protectedUntil <= to);
    ending.sort((a, b) => a.protectedUntil - b.protectedUntil);
    for (const unit of ending) {
      unit.protected = false;
      this.calls.push(['protectionEnded', unit.protectedUntil, unit.service, unit.replica]);
    }
    this.at = to;
  }

  act({ what, who, much, flag }: Step): void {
    const service = who % SERVICES;
    const replica = service * 100 + (who % SLOTS);
    const unit = this.held.get(replica);
    if (what <= 3) this.changePrice(who % POOLS, much);
    else if (what === 4) this.calls.push(['stock', this.at, who % POOLS, much % 5]);
    else if (what === 5) this.calls.push(['desired', this.at, service, much % 4]);
    else if (what === 6) this.changeMachines(much % 3);
    else if (what === 7 && who % 7 === 0) this.delete(service);
    else if (unit === undefined) this.ask(service, replica, { much, flag });
    else this.lead(unit, what, { much, flag });
  }

  changePrice(pool: number, price: number): void {
    this.prices[pool] = price;
    this.calls.push(['price', this.at, pool, price, this.protectedPrice(pool)]);
    for (const unit of this.held.values()) {
      if (unit.pool !== pool || unit.ceiling === Infinity) continue;
      const above = this.tierPrice(unit) > unit.ceiling;
      if (above === unit.above) continue;
      unit.above = above;
      this.calls.push(['crossed', this.at, unit.replica, above]);
    }
  }

  changeMachines(count: number): void {
    this.calls.push(['machines', this.at, 0, count]);
  }

  delete(service: number): void {
    if (this.deleted.has(service)) return;
    this.deleted.add(service);
    this.calls.push(['billingStopped', this.at, service], ['desired', this.at, service, 0]);
  }

  ask(service: number, replica: number, { much, flag }: Pick<Step, 'much' | 'flag'>): void {
    if (this.deleted.has(service)) return;
    if (!this.waiting.has(replica) && flag && much % 3 === 0) {
      this.waiting.add(replica);
      this.calls.push(['waiting', this.at, service, replica, ['out-of-stock']]);
    } else if (this.waiting.has(replica) && much % 5 === 0) {
      this.waiting.delete(replica);
      this.lost.delete(replica);
      this.calls.push(['withdrawn', this.at, service, replica]);
    } else this.acquire(service, replica, { much, flag });
  }

  acquire(service: number, replica: number, { much, flag }: Pick<Step, 'much' | 'flag'>): void {
    const tier = TIERS[much % 4];
    const pool = tier === 'dedicated' ? -1 : much % POOLS;
    const spot = tier === 'unprotected' || tier === 'protected';
    const price = spot ? this.tierPrice({ pool, tier }) : tier === 'standard' ? 3_500_000 + pool : 0;
    const protection = tier === 'protected' ? 1 + (much % 1800) : 0;
    const facts: Acquisition = acquisition({
      ...{ service, replica, pool, tier, price, entry: much % 3, disk: 30 + (much % 50) },
      ceiling: spot ? price + (flag ? much % 700_000 : 0) : Infinity,
      protectedUntil: this.at + protection,
      locked: protection > 0 && this.locked,
      reallocation: this.lost.has(replica),
    });
    this.waiting.delete(replica);
    this.held.set(replica, {
      ...facts,
      ...{ ready: false, above: false, noticed: null, draining: null, protected: protection > 0 },
    });
    this.calls.push(['acquired', this.at, facts]);
  }

  lead(unit: Held, what: number, { much, flag }: Pick<Step, 'much' | 'flag'>): void {
    const { service, replica } = unit;
    if (!unit.ready && unit.draining === null && what <= 12) {
      unit.ready = true;
      if (unit.reallocation) this.lost.delete(replica);
      this.calls.push(['ready', this.at, service, replica]);
    } else if (unit.noticed === null && unit.draining === null && flag) {
      unit.noticed = PROVIDER[much % 4];
      this.calls.push(['noticed', this.at, service, replica, unit.noticed, this.at + 300]);
    } else if (unit.draining === null && much % 2 === 0) {
      unit.draining = OWN[much % 4];
      this.calls.push(['draining', this.at, service, replica, unit.draining, this.at + 30]);
    } else this.release(unit);
  }

  release(unit: Held): void {
    const cause = unit.draining ?? unit.noticed;
    if (cause === null) return;
    this.held.delete(unit.replica);
    if (unit.draining === null) this.lost.add(unit.replica);
    else this.lost.delete(unit.replica);
    this.calls.push(['released', this.at, unit.service, unit.replica, cause]);
  }
}
