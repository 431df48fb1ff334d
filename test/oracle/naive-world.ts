import type { ParsedScenario, SimulationEvent } from '../../src/index.js';
import { distribution } from '../../src/random/index.js';
import { choose } from './naive-choice.js';
import { NaiveFleet } from './naive-fleet.js';
import { NaiveLevels } from './naive-levels.js';
import { byCeiling, holds, NEVER } from './naive-parts.js';
import type { Choice, Replica, Scenario, Service } from './naive-parts.js';

/**
 * The rules of the world once more, without agenda, indices, wake-ups or dirty lists: goes through every second, in it
 * through the ranks, and at each rank scans everything. It is given the levels of the pools (price, stock, outage) and
 * the draws; it knows no updates, rebalancing, autoscaling, faults of deletion, nor `standardDisplacesSpot: all`.
 */
export class NaiveWorld extends NaiveFleet {
  private readonly levels: NaiveLevels;
  private readonly machines = new Map<string, number>();

  constructor(parsed: ParsedScenario, path: readonly SimulationEvent[]) {
    super(parsed);
    const { dedicated, timeline } = parsed.scenario;
    this.levels = new NaiveLevels(parsed.scenario, path);
    for (const { name, machines } of dedicated) {
      const bought = timeline.some((action) => action.action === 'purchase' && action.dedicated === name);
      this.machines.set(name, bought ? 0 : machines);
    }
  }

  run(): readonly string[] {
    for (const { spec } of this.services) this.say('desired', spec.name, spec.replicas);
    for (; this.now < this.scenario.duration; this.now++) this.second();
    return this.told;
  }

  private second(): void {
    const { now } = this;
    for (const r of this.due(
      'acquiredSeq',
      ({ protectedUntil, acquiredAt }) => protectedUntil === now && acquiredAt < now,
    ))
      this.say('protection-ended', this.nameOf(r));
    const begun = this.levels.moveTo(now);
    this.scenario.pools.forEach((_, pool) => this.examine(pool, begun.has(pool)));
    for (const r of this.due('releaseSeq', ({ releaseAt }) => releaseAt === now)) this.release(r);
    for (const r of this.due('acquiredSeq', ({ readyAt }) => readyAt === now)) this.becomeReady(r);
    for (const action of this.scenario.timeline) if (action.at === now) this.act(action);
    for (const service of this.services) this.settle(service);
    this.allocate();
  }

  /** Replicas that hold a unit and are concerned, in an order of scheduling. */
  private due(
    order: 'acquiredSeq' | 'releaseSeq',
    concerns: (replica: Replica) => boolean,
  ): readonly Replica[] {
    return this.replicas.filter((r) => holds(r) && concerns(r)).sort((a, b) => a[order] - b[order]);
  }

  private examine(pool: number, outage: boolean): void {
    const { now } = this;
    const { rules } = this.scenario;
    const units = this.replicas.filter((r) => holds(r) && r.pool === pool).sort(byCeiling);
    const here = (): Replica[] => units.filter((r) => holds(r) && r.pool === pool);
    if (units.length === 0) return;
    const spot = (): Replica[] => here().filter((r) => r.tier !== 'standard' && r.leaving === '');
    for (const r of spot()) if (r.lifeEnd === now) this.preempt(r, 'lifetime');
    if (outage) for (const r of here()) this.preempt(r, 'outage');
    for (const r of spot()) {
      const since = now - r.protectedUntil;
      const looked =
        r.protectedUntil === r.acquiredAt || rules.checkInterval === 0 || since % rules.checkInterval === 0;
      if (rules.priceReclaim && since >= 0 && looked && this.levels.price(pool, r.tier) > r.ceiling)
        this.preempt(r, 'price');
    }
    const staying = here().filter((r) => r.leaving === '').length;
    const free = spot().filter((r) => now >= r.protectedUntil);
    for (const r of free.slice(0, Math.max(0, staying - this.levels.stock(pool)))) this.preempt(r, 'stock');
  }

  private act(action: Scenario['timeline'][number]): void {
    if ('dedicated' in action) {
      const { dedicated: name, action: what } = action;
      const used = this.replicas.filter((r) => holds(r) && r.group === name).length;
      const count = this.scenario.dedicated.find((group) => group.name === name)?.machines ?? 0;
      if (what === 'purchase' || used === 0) this.machines.set(name, what === 'purchase' ? count : 0);
    }
    const service = this.services.find(({ spec }) => 'service' in action && spec.name === action.service);
    if (service === undefined) return;
    const { grace } = this.scenario.rules;
    const { spec, phase, wanted } = service;
    const live = phase === 'live';
    if (action.action === 'stop' && live) this.wind(service, 'stop', grace);
    if (action.action === 'delete' && phase !== 'deleting' && phase !== 'deleted')
      this.wind(service, 'delete', Math.min(30, grace));
    if (action.action === 'start' && phase === 'stopped') {
      service.phase = 'live';
      this.say('desired', spec.name, wanted);
    }
    if (!('replicas' in action) || phase.startsWith('delet') || action.replicas === wanted) return;
    service.wanted = action.replicas;
    if (live) this.say('desired', spec.name, action.replicas);
  }

  private wind(service: Service, cause: 'stop' | 'delete', within: number): void {
    if (service.phase === 'live') this.say('desired', service.spec.name, 0);
    service.phase = cause === 'stop' ? 'stopping' : 'deleting';
    for (const r of service.replicas) this.retire(r, cause, within);
  }

  /** Standard first, then the rest, each first in, first out. */
  private allocate(): void {
    const queue = (): Replica[] =>
      this.replicas.filter((r) => r.state === 'waiting').sort((a, b) => a.order - b.order);
    const spot = new Set<Service>();
    for (const r of queue()) {
      if (spot.has(r.service)) continue;
      const choice = this.choose(r.service);
      if (typeof choice === 'string') this.announce(r.service, choice);
      else if (choice.tier === 'standard') this.acquire(r, choice);
      else spot.add(r.service);
    }
    // Whoever was refused above is refused still: since then units have only been taken.
    for (const r of queue()) {
      if (!spot.has(r.service)) continue;
      const choice = this.choose(r.service);
      if (typeof choice === 'string') this.announce(r.service, choice);
      else this.acquire(r, choice);
    }
  }

  private announce(service: Service, reasons: string): void {
    const fresh = service.replicas
      .filter((r) => r.state === 'waiting' && !r.announced)
      .sort((a, b) => a.order - b.order);
    for (const r of fresh) {
      r.announced = true;
      this.say('waiting', this.nameOf(r), reasons);
    }
  }

  private acquire(r: Replica, { entry, pool, tier, ceiling }: Choice): void {
    const { now } = this;
    const { rules, pools } = this.scenario;
    const { spec, draws } = r.service;
    const draw = draws.draw(r.slot, r.acquisitions++);
    const isSpot = tier === 'protected' || tier === 'unprotected';
    const lifetime = pools[pool]?.lifetime;
    const drawn =
      lifetime === undefined
        ? NEVER
        : Math.max(1, Math.round(distribution(lifetime).quantile(draw.lifetime)));
    const life = Math.min(drawn, rules.maxLifetime ?? NEVER);
    const protectedUntil = tier === 'protected' ? now + rules.protection : now;
    const startup = Math.max(0, Math.round(distribution(spec.startup).quantile(draw.startup)));
    Object.assign(r, {
      ...{
        state: 'starting',
        leaving: '',
        entry,
        pool,
        group: spec.instances[entry]?.from,
        tier,
        ceiling,
        tie: draw.tie,
      },
      ...{
        acquiredAt: now,
        protectedUntil,
        readyAt: now + startup,
        releaseAt: NEVER,
        acquiredSeq: this.seq++,
      },
      lifeEnd: isSpot ? Math.max(now + life, protectedUntil) : NEVER,
    });
    this.say(
      'acquired',
      this.nameOf(r),
      entry,
      pools[pool]?.name ?? null,
      tier,
      protectedUntil,
      r.reallocation,
    );
    if (startup === 0) this.becomeReady(r);
  }

  private choose(service: Service): Choice | string {
    const { scenario, levels, machines, replicas } = this;
    return choose({ scenario, levels, machines, replicas }, service);
  }
}
