import type { ParsedScenario } from '../../src/index.js';
import type { AcquisitionDraws } from '../../src/random/index.js';

export type Scenario = ParsedScenario['scenario'];
type Spec = Scenario['services'][number];

export interface Replica {
  readonly id: number;
  readonly service: Service;
  readonly slot: number;
  state: 'idle' | 'waiting' | 'starting' | 'ready';
  leaving: '' | 'noticed' | 'draining';
  owed: boolean;
  order: number;
  announced: boolean;
  reallocation: boolean;
  acquisitions: number;
  cause: string;
  entry: number;
  pool: number;
  group: string | undefined;
  tier: string;
  ceiling: number;
  tie: number;
  acquiredAt: number;
  protectedUntil: number;
  readyAt: number;
  lifeEnd: number;
  releaseAt: number;
  /** Places in the order of scheduling. */
  acquiredSeq: number;
  releaseSeq: number;
}

export interface Service {
  readonly spec: Spec;
  readonly draws: AcquisitionDraws;
  readonly replicas: Replica[];
  readonly idle: Replica[];
  phase: 'live' | 'stopping' | 'stopped' | 'deleting' | 'deleted';
  wanted: number;
}

export interface Choice {
  readonly entry: number;
  readonly pool: number;
  readonly tier: string;
  readonly ceiling: number;
}

export const NEVER = Infinity;
export const holds = ({ state }: Replica): boolean => state === 'starting' || state === 'ready';
/** Order of reclaim: ceiling, seeded key, number (A20). */
export const byCeiling = (a: Replica, b: Replica): number =>
  (a.ceiling === b.ceiling ? 0 : a.ceiling - b.ceiling) || a.tie - b.tie || a.id - b.id;

/** Order in which a service gives up what it has too many of. */
export function byUse(a: Replica, b: Replica): number {
  const use = (r: Replica): number =>
    r.state === 'waiting' ? 0 : r.leaving !== '' ? 2 : r.state === 'starting' ? 1 : 3;
  const last = a.state === 'waiting' ? b.order - a.order : b.entry - a.entry || b.acquiredAt - a.acquiredAt;
  return use(a) - use(b) || last || b.slot - a.slot;
}

/** A slot that holds nothing and asks for nothing. */
export const blank = (id: number, service: Service): Replica => ({
  ...{ id, service, slot: service.replicas.length, state: 'idle', leaving: '', owed: false, order: 0 },
  ...{
    announced: false,
    reallocation: false,
    acquisitions: 0,
    cause: '',
    entry: -1,
    pool: -1,
    group: undefined,
  },
  ...{ tier: '', ceiling: 0, tie: 0, acquiredAt: 0, protectedUntil: 0, readyAt: NEVER, lifeEnd: NEVER },
  ...{ releaseAt: NEVER, acquiredSeq: 0, releaseSeq: 0 },
});
