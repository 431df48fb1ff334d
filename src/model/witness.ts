import type { Decision, Offer } from '../allocator/index.js';
import type { Replica } from '../fleet/index.js';
import { fromMicro } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import type { Model } from './compile.js';
import type { Walk, WalkStep } from './explanation.js';
import { ReplicaLog } from './replica-log.js';
import { Run } from './run.js';

/** More free units than any scenario can state: the stock is unlimited. */
const MOST_UNITS = 1e12;

/** A run with one replica under observation. */
export class Witness {
  readonly run: Run;
  readonly log: { current?: ReplicaLog } = {};
  private own: Walk | null = null;
  /** By line: all requests of one stand or fall together. */
  private readonly refused = new Map<number, Walk>();
  private probe: Walk | null = null;
  private watching = true;

  constructor(
    readonly model: Model,
    readonly service: number,
    readonly slot: number,
  ) {
    const name = model.workloads[service].name;
    this.run = new Run(model, {
      recorders: (directory) => [(this.log.current = new ReplicaLog(directory, name, slot))],
      trace: (at, walker, walked, decision) => {
        if (this.watching && walker === service) this.see(at, walked, decision);
      },
    });
  }

  /**
   * The walk that led to where the replica is: a probe's where rebalancing placed it. All requests of a
   * service, or of a group of its strategy, that wait have one list and see one world, so that the walk of the first in
   * line speaks for all.
   */
  walkTo({ acquiredAt, state, line }: Readonly<Replica>): Walk | null {
    const { own, probe, refused } = this;
    if (state === 'waiting') return refused.get(line) ?? null;
    const byProbe = state !== 'idle' && probe?.at === acquiredAt && probe.placed && own?.at !== acquiredAt;
    return byProbe ? probe : own;
  }

  /** What a request would be told now. */
  walkNow(at: Seconds, replica: Readonly<Replica>): Walk {
    this.watching = false;
    return this.walkOf(at, this.run.fleet.walkNow(replica), 'request');
  }

  private see(at: Seconds, slot: number, decision: Decision): void {
    const walk = this.walkOf(at, decision, slot < 0 ? 'rebalancing' : 'request');
    if (slot < 0) this.probe = walk;
    else if (!walk.placed) this.refused.set(this.run.fleet.replicaIn(this.service, slot)?.line ?? -1, walk);
    if (slot === this.slot) this.own = walk;
  }

  private walkOf(at: Seconds, decision: Decision, by: Walk['by']): Walk {
    const steps = decision.passedOver.map(({ offer, reason, price, free }) =>
      this.step(offer, reason, { price, free }),
    );
    if (decision.kind === 'waiting') return { at, by, placed: false, steps };
    const { offer } = decision;
    const { pool, tier, group } = offer;
    const { fleet, board, inventory } = this.run;
    const free = pool < 0 ? fleet.context.ports.freeMachines(group) : inventory.free(pool);
    const seen = { price: pool < 0 ? 0 : board.price(pool, tier), free };
    return { at, by, placed: true, steps: [...steps, this.step(offer, 'taken', seen)] };
  }

  private step(offer: Offer, verdict: WalkStep['verdict'], seen: { price: number; free: number }): WalkStep {
    const { entry, pool, tier, ceiling } = offer;
    return {
      entry,
      type: this.typeOf(this.run.fleet.revisionOf(this.service), entry),
      pool: pool < 0 ? null : this.run.directory.pools[pool],
      tier,
      ceiling: finite(fromMicro(ceiling)),
      price: pool < 0 ? null : fromMicro(seen.price),
      free: seen.free > MOST_UNITS ? null : seen.free,
      verdict,
    };
  }

  typeOf(revision: number, entry: number): string {
    return this.model.workloads[this.service].specs[revision].instances[entry].type;
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
