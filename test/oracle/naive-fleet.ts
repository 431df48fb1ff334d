import type { ParsedScenario } from '../../src/index.js';
import { AcquisitionDraws, openStream } from '../../src/random/index.js';
import { blank, byUse, holds, NEVER } from './naive-parts.js';
import type { Replica, Scenario, Service } from './naive-parts.js';

/** Replicas, and what is done to them: asked for, told to go, given up, released. */
export abstract class NaiveFleet {
  readonly told: string[] = [];
  protected now = 0;
  protected seq = 0;
  private orders = 0;
  protected readonly scenario: Scenario;
  protected readonly services: readonly Service[];
  protected readonly replicas: Replica[] = [];

  constructor({ scenario }: ParsedScenario) {
    this.scenario = scenario;
    this.services = scenario.services.map((spec) => ({
      ...{ spec, phase: 'live', wanted: spec.replicas, replicas: [], idle: [] },
      draws: new AcquisitionDraws(openStream(scenario.seed, 0, 'acquisitions', spec.name)),
    }));
  }

  protected preempt(r: Replica, cause: string): void {
    const { notice, reallocateOn } = this.scenario.rules;
    if (r.leaving !== '') {
      if (cause === 'outage') this.release(r);
      return;
    }
    r.cause = cause;
    r.leaving = 'noticed';
    this.leaveAt(r, cause === 'outage' ? this.now : this.now + notice);
    this.say('noticed', this.nameOf(r), cause, r.releaseAt);
    if (r.releaseAt === this.now) this.release(r);
    else if (reallocateOn === 'notice' && r.owed) {
      r.owed = false;
      this.request(this.slotOf(r.service), true);
    }
  }

  protected leaveAt(r: Replica, at: number): void {
    r.releaseAt = at;
    r.releaseSeq = this.seq++;
  }

  protected release(r: Replica): void {
    r.state = 'idle';
    r.leaving = '';
    this.say('released', this.nameOf(r), r.cause);
    if (r.owed && r.service.phase === 'live')
      this.request(r, ['price', 'stock', 'lifetime', 'outage'].includes(r.cause));
    else {
      r.owed = false;
      r.service.idle.push(r);
    }
  }

  protected becomeReady(r: Replica): void {
    r.state = 'ready';
    this.say('ready', this.nameOf(r));
  }

  protected retire(r: Replica, cause: string, within: number): void {
    if (r.state === 'idle') return;
    r.owed = false;
    if (r.state === 'waiting') {
      r.state = 'idle';
      r.service.idle.push(r);
      this.say('withdrawn', this.nameOf(r));
      return;
    }
    const before = r.leaving;
    const soonest = Math.min(before === '' ? NEVER : r.releaseAt, this.now + within);
    if (before === 'draining') {
      if (within === 0) this.release(r);
      else if (soonest < r.releaseAt) this.leaveAt(r, soonest);
      return;
    }
    if (before === '') r.cause = cause;
    const drains = r.state === 'ready' && within > 0;
    if (drains || before === 'noticed')
      this.say('draining', this.nameOf(r), r.cause, drains ? soonest : this.now);
    r.leaving = 'draining';
    if (drains) this.leaveAt(r, soonest);
    else this.release(r);
  }

  protected settle(service: Service): void {
    const { replicas, phase } = service;
    if (phase !== 'live') {
      if (replicas.some(holds)) return;
      if (phase === 'stopping') service.phase = 'stopped';
      if (phase === 'deleting') service.phase = 'deleted';
      return;
    }
    const owed = replicas.filter((r) => r.owed);
    for (let missing = service.wanted - owed.length; missing > 0; missing--)
      this.request(this.slotOf(service), false);
    owed.sort(byUse);
    for (const r of owed.slice(0, Math.max(0, owed.length - service.wanted)))
      this.retire(r, 'scale', this.scenario.rules.grace);
  }

  protected slotOf(service: Service): Replica {
    const idle = service.idle.pop();
    if (idle !== undefined) return idle;
    const made = blank(this.replicas.length, service);
    this.replicas.push(made);
    service.replicas.push(made);
    return made;
  }

  protected request(r: Replica, reallocation: boolean): void {
    Object.assign(r, { state: 'waiting', owed: true, order: this.orders++, announced: false, reallocation });
  }

  protected nameOf({ service, slot }: Replica): string {
    return `${service.spec.name}/${slot}`;
  }

  protected say(...facts: readonly unknown[]): void {
    this.told.push([this.now, ...facts].join(' '));
  }
}
