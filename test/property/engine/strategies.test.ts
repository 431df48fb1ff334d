import { describe, expect, it } from 'vitest';
import { fixed } from '../../../src/allocator/index.js';
import { collectEvents, compile, inMemory, Run } from '../../../src/index.js';
import type { SimulationEvent } from '../../../src/index.js';
import {
  coverageOf,
  invariants,
  parseInput,
  scenarios,
  scenariosWithStrategies,
} from '../../../src/testing/index.js';
import type { History, PoolInput, ScenarioInput } from '../../../src/testing/index.js';
import { forAll, historyOf, modelOf } from '../../support/histories.js';
import { expectSettled, groupsOf } from '../../support/settled.js';

const RUNS = 200;

/** On a machine that does other things too. */
const SLOW = { timeout: 180_000 };

describe('the laws of an allocation, under strategies', () => {
  const seen: History[] = [];

  it(`hold in ${RUNS} random scenarios (R18, R19, R20, R24, R26)`, SLOW, () => {
    forAll(scenariosWithStrategies(), { numRuns: RUNS, seed: 20_260_311 }, (input) => {
      const history = historyOf(input);
      seen.push(history);
      const [first] = invariants.flatMap(({ check }) => check(history));
      if (first !== undefined)
        throw new Error(`${first.law}: at ${first.at} ${first.entity} ${first.sentence}`);
    });
    expect(seen).toHaveLength(RUNS);
  });

  it('were put to the test: what could break them came up in at least 5 % of the scenarios', () => {
    const share = (has: (history: History) => boolean): number => seen.filter(has).length / seen.length;
    const covered = (key: keyof ReturnType<typeof coverageOf>): number =>
      share((history) => coverageOf(history)[key] > 0);
    const some = (is: (event: SimulationEvent) => boolean): number => share(({ events }) => events.some(is));
    const shares = {
      'a price reclaim': covered('priceReclaims'),
      'a stock reclaim': covered('stockReclaims'),
      'a reclaim put off by protection': covered('putOff'),
      'overlapping notices': covered('overlappingNotices'),
      waiting: covered('waits'),
      'a new bid for what is held': some(({ kind }) => kind === 'rebid'),
      'a unit that a strategy gave up': some(
        (event) => 'cause' in event && event.kind !== 'noticed' && event.cause === 'strategy',
      ),
      'a bid below the listed limit': share(({ parsed, events }) =>
        events.some((event) => event.kind === 'acquired' && isBelowLimit(parsed, event)),
      ),
    };
    const rows = Object.entries(shares).map(
      ([name, of]) => `  ${name.padEnd(34)} ${(100 * of).toFixed(1)} %`,
    );
    console.log([`of ${seen.length} random scenarios with strategies had`, ...rows].join('\n'));
    for (const [name, of] of Object.entries(shares)) expect(of, name).toBeGreaterThanOrEqual(0.05);
  });
});

type Acquired = Extract<SimulationEvent, { kind: 'acquired' }>;

function isBelowLimit({ scenario }: History['parsed'], { service, entry, pool, ceiling }: Acquired): boolean {
  const limit = scenario.services.find(({ name }) => name === service)?.instances[entry]?.spotPriceLimit;
  if (limit === undefined || ceiling === null) return false;
  const standard = scenario.pools.find(({ name }) => name === pool)?.standardPrice ?? 0;
  return Math.round(ceiling * 1e6) < (limit === 'market' ? standard : limit);
}

describe('a strategy', () => {
  it('has what it asked for, as far as there is stock, at every instant', SLOW, () => {
    forAll(scenariosWithStrategies(), { numRuns: 40, seed: 81 }, (input) => {
      const run = new Run(modelOf(input));
      for (let at = 151; at < input.duration; at += 450) {
        run.runUntil(at);
        for (const line of groupsOf(run)) expectSettled(run, line);
      }
    });
  });

  it('decides by what has happened: a shock to come changes nothing before it comes', SLOW, () => {
    let changed = 0;
    forAll(scenariosWithStrategies(), { numRuns: 50, seed: 82 }, (input) => {
      const at = Math.floor((input.duration * (1 + (Number(input.seed) % 7))) / 9);
      const shocks = input.pools.flatMap(({ name }) => [
        { at, action: 'price-shock', pool: name, factor: 2, for: 3600 },
        { at, action: 'stock-shock', pool: name, to: 0, for: 3600 },
      ]);
      const shaken = { ...input, timeline: [...(input.timeline ?? []), ...shocks] };
      const [calm, shocked] = [historyOf(input).events, historyOf(shaken).events];
      const before = (events: readonly SimulationEvent[]): readonly SimulationEvent[] =>
        events.filter((event) => event.at < at);
      expect(before(shocked)).toEqual(before(calm));
      if (JSON.stringify(shocked) !== JSON.stringify(calm)) changed += 1;
    });
    expect(changed).toBeGreaterThan(40);
  });

  it("never changes others' market: prices, stock and outages are those without it", SLOW, () => {
    let decided = 0;
    forAll(scenariosWithStrategies(), { numRuns: 40, seed: 83 }, (input) => {
      const given = { ...input, pools: input.pools.map(deaf) };
      const services = given.services.map(({ strategy: _, ...service }) => service);
      const [ours, plain] = [historyOf(given), historyOf({ ...given, services })];
      expect(marketOf(ours)).toEqual(marketOf(plain));
      if (ours.results.digest !== plain.results.digest) decided += 1;
    });
    expect(decided, 'runs in which strategies showed').toBeGreaterThan(20);
  });

  it(
    'that asks for the list as it stands does what no strategy does, event for event (R22, R25)',
    SLOW,
    () => {
      forAll(scenarios(), { numRuns: 80, seed: 84 }, (input) => {
        const plain = oneEach(input);
        const services = plain.services.map((service) => ({
          ...service,
          strategy: { module: './fixed.mjs' },
        }));
        expect(storyOf({ ...plain, services })).toEqual(storyOf(plain));
      });
    },
  );
});

/** The pool with an endogenous market that does not notice us. */
const deaf = ({ market, ...pool }: PoolInput): PoolInput =>
  market === undefined ? pool : { ...pool, market: { ...market, feedback: false } };

const marketOf = ({ events }: History): readonly SimulationEvent[] =>
  events.filter(({ kind }) => kind === 'price' || kind === 'stock' || kind === 'outage');

/** The scenario with one pool for each type, all of them spot-capable, and without rebalancing. */
function oneEach(input: ScenarioInput): ScenarioInput {
  const types = input.pools.map(({ type }) => type);
  return {
    ...input,
    pools: input.pools.map(({ spot: _, ...pool }, index) =>
      types.indexOf(pool.type) === index ? pool : { ...pool, type: `${pool.type}-${index}` },
    ),
    services: input.services.map(({ rebalancing: _, ...service }) => service),
    timeline: (input.timeline ?? []).filter((action) => !JSON.stringify(action).includes('rebalancing')),
  };
}

const OURS = new Set(['scale', 'autoscaler', 'update', 'strategy']);

/** What happens, but for the name under which our own side gives a unit up. */
function storyOf(input: ScenarioInput): readonly unknown[] {
  const model = compile(parseInput(input), inMemory(), { './fixed.mjs': fixed });
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('; '));
  let events: readonly SimulationEvent[] = [];
  new Run(model.value, {
    recorders: (directory) => {
      const collector = collectEvents(directory);
      events = collector.events;
      return [collector];
    },
  }).finish();
  return events.map((event) =>
    'cause' in event && OURS.has(event.cause) ? { ...event, cause: 'ours' } : event,
  );
}
