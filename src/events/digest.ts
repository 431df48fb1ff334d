import { copyPlain } from '../units/index.js';
import { bitsOf, foldState, foldTwo, hexOf } from './folding.js';
import { foldBlock, hashText, WORDS } from './hash.js';
import type {
  Acquisition,
  Directory,
  JobPhase,
  PreemptionCause,
  Refusal,
  ReleaseCause,
  ServiceState,
  Tier,
} from './kinds.js';
import { PlanDigest } from './plan-digest.js';
import type { Recorder } from './recorder.js';

// The first word of each event's first block. Never renumber: published digests would change.
const PRICE = 1;
const WIDE_PRICE = 2;
const STOCK = 3;
const OUTAGE = 4;
const DESIRED = 5;
const STATE = 6;
const WAITING = 7;
const WITHDRAWN = 8;
const ACQUIRED = 9;
const READY = 10;
const PROTECTION_ENDED = 11;
const NOTICED = 12;
const DRAINING = 13;
const RELEASED = 14;
const BILLING_STOPPED = 15;
const ACTION = 16;
const MACHINES = 17;
// 18 to 23 are those of plans.
const JOB = 24;
const REBID = 25;

interface State {
  readonly pools: Int32Array;
  readonly services: Int32Array;
  readonly dedicated: Int32Array;
  readonly targets: Map<string, Int32Array>;
}

/**
 * What happened to each entity, as a 128-bit running hash of kinds, seconds, names and numbers, never of
 * indices: the digest of a service stays as it was when another service or pool is added, unless what happens
 * to it changes. Two runs with equal digests went through the same events (but for a chance of 2^-128 or so;
 * no protection against a forger). The order of events counts within an entity only.
 */
export class DigestRecorder implements Recorder {
  /** What happens to plans. */
  readonly plans: PlanDigest;
  readonly #directory: Directory;
  readonly #poolNames: readonly Int32Array[];
  readonly #texts = new Map<string, Int32Array>();
  #state: State;

  constructor(directory: Directory) {
    this.#directory = directory;
    this.plans = new PlanDigest(directory);
    this.#poolNames = directory.pools.map(hashText);
    this.#state = {
      pools: new Int32Array(directory.pools.length * WORDS),
      services: new Int32Array(directory.services.length * WORDS),
      dedicated: new Int32Array(directory.dedicated.length * WORDS),
      targets: new Map(),
    };
  }

  price(at: number, pool: number, unprotected: number, protectedTier: number): void {
    const { pools } = this.#state;
    const base = pool * WORDS;
    if (unprotected >>> 0 === unprotected && protectedTier >>> 0 === protectedTier) {
      foldBlock(pools, base, PRICE, at, unprotected, protectedTier);
    } else {
      foldBlock(pools, base, WIDE_PRICE, at, 0, 0);
      foldTwo(pools, base, unprotected, protectedTier);
    }
  }

  stock(at: number, pool: number, level: number): void {
    const { pools } = this.#state;
    const bits = bitsOf(level);
    foldBlock(pools, pool * WORDS, STOCK, at, bits[0], bits[1]);
  }

  outage(at: number, pool: number, begins: boolean): void {
    foldBlock(this.#state.pools, pool * WORDS, OUTAGE, at, begins ? 1 : 0, 0);
  }

  desired(at: number, service: number, replicas: number): void {
    foldBlock(this.#state.services, service * WORDS, DESIRED, at, replicas, 0);
  }

  serviceState(at: number, service: number, state: ServiceState, reason: string): void {
    const { services } = this.#state;
    foldBlock(services, service * WORDS, STATE, at, 0, 0);
    this.#foldText(services, service * WORDS, state);
    this.#foldText(services, service * WORDS, reason);
  }

  waiting(at: number, service: number, replica: number, refusals: readonly Refusal[]): void {
    this.#ofReplica(WAITING, at, service, replica, refusals.length);
    for (const refusal of refusals) this.#foldText(this.#state.services, service * WORDS, refusal);
  }

  withdrawn(at: number, service: number, replica: number): void {
    this.#ofReplica(WITHDRAWN, at, service, replica, 0);
  }

  acquired(at: number, acquisition: Acquisition): void {
    const { service, replica, pool, entry, locked, reallocation } = acquisition;
    const { services } = this.#state;
    const base = service * WORDS;
    this.#ofReplica(ACQUIRED, at, service, replica, entry);
    this.#foldText(services, base, acquisition.tier);
    if (pool >= 0) foldState(services, base, this.#poolNames[pool]);
    foldTwo(services, base, acquisition.ceiling, acquisition.price);
    foldTwo(services, base, acquisition.disk, acquisition.protectedUntil);
    foldBlock(services, base, pool >= 0 ? 1 : 0, locked ? 1 : 0, reallocation ? 1 : 0, 0);
  }

  rebid(at: number, service: number, replica: number, ceiling: number, price: number): void {
    this.#ofReplica(REBID, at, service, replica, 0);
    foldTwo(this.#state.services, service * WORDS, ceiling, price);
  }

  ready(at: number, service: number, replica: number): void {
    this.#ofReplica(READY, at, service, replica, 0);
  }

  protectionEnded(at: number, service: number, replica: number): void {
    this.#ofReplica(PROTECTION_ENDED, at, service, replica, 0);
  }

  noticed(at: number, service: number, replica: number, cause: PreemptionCause, releaseAt: number): void {
    this.#ofReplica(NOTICED, at, service, replica, releaseAt);
    this.#foldText(this.#state.services, service * WORDS, cause);
  }

  draining(at: number, service: number, replica: number, cause: ReleaseCause, releaseAt: number): void {
    this.#ofReplica(DRAINING, at, service, replica, releaseAt);
    this.#foldText(this.#state.services, service * WORDS, cause);
  }

  released(at: number, service: number, replica: number, cause: ReleaseCause): void {
    this.#ofReplica(RELEASED, at, service, replica, 0);
    this.#foldText(this.#state.services, service * WORDS, cause);
  }

  billingStopped(at: number, service: number): void {
    foldBlock(this.#state.services, service * WORDS, BILLING_STOPPED, at, 0, 0);
  }

  action(at: number, target: string, action: string, outcome: string): void {
    const { targets } = this.#state;
    const state = targets.get(target) ?? new Int32Array(WORDS);
    targets.set(target, state);
    foldBlock(state, 0, ACTION, at, 0, 0);
    this.#foldText(state, 0, action);
    foldState(state, 0, hashText(outcome));
  }

  machines(at: number, dedicated: number, count: number): void {
    foldBlock(this.#state.dedicated, dedicated * WORDS, MACHINES, at, count, 0);
  }

  job(at: number, job: number, phase: JobPhase, progress: number, tier: Tier | null): void {
    foldBlock(this.#state.services, job * WORDS, JOB, at, progress, 0);
    this.#foldText(this.#state.services, job * WORDS, phase);
    this.#foldText(this.#state.services, job * WORDS, tier ?? '');
  }

  /** Digests by `pool/<name>`, `service/<name>`, `dedicated/<name>`, `plan/<name>`, `action/<target>`; 32 hexadecimal digits each. */
  entityDigests(): Record<string, string> {
    const { pools, services, dedicated, targets } = this.#state;
    const found: [string, string][] = [];
    const add = (room: string, names: readonly string[], states: Int32Array): void => {
      names.forEach((name, index) => found.push([`${room}/${name}`, hexOf(states, index * WORDS)]));
    };
    add('pool', this.#directory.pools, pools);
    add('service', this.#directory.services, services);
    add('dedicated', this.#directory.dedicated, dedicated);
    found.push(...this.plans.digests());
    for (const [target, state] of targets) add('action', [target], state);
    found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return Object.fromEntries(found);
  }

  /** The digest of the whole run: that of all entities' names and digests, in the order of the names. */
  digest(): string {
    const whole = new Int32Array(WORDS);
    const entries = Object.entries(this.entityDigests()).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    for (const [name, hex] of entries) {
      foldState(whole, 0, hashText(name));
      foldState(whole, 0, hashText(hex));
    }
    return hexOf(whole, 0);
  }

  save(): unknown {
    return { state: copyPlain(this.#state), plans: this.plans.save() };
  }

  restore(saved: unknown): void {
    const { state, plans } = saved as { state: State; plans: unknown };
    this.#state = copyPlain(state);
    this.plans.restore(plans);
  }

  #ofReplica(kind: number, at: number, service: number, replica: number, detail: number): void {
    const slot = this.#directory.slotOf(replica);
    foldBlock(this.#state.services, service * WORDS, kind, at, slot, detail);
  }

  // Only words of closed unions come here, and reasons put together from a few, so the cache stays small.
  #foldText(states: Int32Array, base: number, text: string): void {
    let hash = this.#texts.get(text);
    if (hash === undefined) this.#texts.set(text, (hash = hashText(text)));
    foldState(states, base, hash);
  }
}
