import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BillingMeter, type BillingRules, type LineItem } from '../../../src/billing/index.js';
import type { Acquisition } from '../../../src/events/index.js';
import { directoryOf, play, type Call } from '../../support/calls.js';
import { POOLS, randomRun, SERVICES } from '../../support/random-calls.js';

const DISK = 37; // micro-units per gibibyte-hour
const MACHINE = 350_001;
const DISK_FREE = 35;
const STANDARD = [3_500_000, 3_500_001];

const rules: fc.Arbitrary<BillingRules> = fc.record({
  billingStart: fc.constantFrom('running', 'provisioned'),
  billingIncrement: fc.constantFrom(1, 7, 60, 900, 3600),
  interruptedFree: fc.constantFrom('none', 'first-hour', 'last-increment'),
  capAtCeiling: fc.boolean(),
});

function meterOf(rulesInForce: BillingRules, items: LineItem[]): BillingMeter {
  return new BillingMeter({
    directory: directoryOf({}),
    rules: rulesInForce,
    prices: { diskGiBHour: DISK },
    pools: STANDARD.map((standardPrice) => ({ standardPrice })),
    dedicated: [{ price: MACHINE, diskFree: DISK_FREE }],
    sink: (item) => items.push(item),
  });
}

function bill(rulesInForce: BillingRules, calls: readonly Call[], end: number): LineItem[] {
  const items: LineItem[] = [];
  const meter = meterOf(rulesInForce, items);
  play(meter, calls);
  meter.finish(end);
  return items;
}

// --- the oracle: walks every second of every run, with big whole numbers and no knowledge of the meter ---

interface OracleRun {
  readonly facts: Acquisition;
  readonly from: number;
  ready: number | null;
  to: number | null;
  provider: boolean;
}

/** The price of both tiers in every second, by pool: the last change at or before it. */
function tapes(calls: readonly Call[], end: number): number[][][] {
  const tape = Array.from({ length: POOLS }, () => [new Array<number>(end), new Array<number>(end)]);
  for (const call of calls) {
    if (call[0] !== 'price') continue;
    const [, at, pool, unprotected, protectedTier] = call;
    for (let s = at; s < end; s += 1) {
      tape[pool][0][s] = unprotected;
      tape[pool][1][s] = protectedTier;
    }
  }
  return tape;
}

function runsOf(calls: readonly Call[]): OracleRun[] {
  const all: OracleRun[] = [];
  const find = (replica: number): OracleRun | undefined =>
    all.find((run) => run.facts.replica === replica && run.to === null);
  for (const call of calls) {
    if (call[0] === 'acquired')
      all.push({ facts: call[2], from: call[1], ready: null, to: null, provider: false });
    if (call[0] === 'ready') {
      const run = find(call[3]);
      if (run !== undefined) run.ready = call[1];
    }
    if (call[0] === 'released') {
      const run = find(call[3]);
      if (run === undefined) continue;
      run.to = call[1];
      run.provider = ['price', 'stock', 'lifetime', 'outage'].includes(call[4]);
    }
    if (call[0] !== 'billingStopped') continue;
    for (const run of all) if (run.facts.service === call[2] && run.to === null) run.to = call[1];
  }
  return all;
}

const halfUp = (parts: bigint): number => Number((2n * parts + 3600n) / 7200n);

function computeOf(
  run: OracleRun,
  tape: number[][][],
  end: number,
  { ...rule }: BillingRules,
): number | null {
  const { facts } = run;
  if (facts.tier === 'dedicated') return null;
  const start = rule.billingStart === 'provisioned' ? run.from : run.ready;
  const to = run.to ?? end;
  if (start === null || start >= to) return null;
  const rate = (s: number): number => {
    if (facts.tier === 'standard') return STANDARD[facts.pool];
    const market = tape[facts.pool][facts.tier === 'protected' ? 1 : 0][s];
    if (s < facts.protectedUntil) return facts.locked ? facts.price : market;
    return rule.capAtCeiling ? Math.min(market, facts.ceiling) : market;
  };
  const interrupted = run.to !== null && run.provider && facts.tier !== 'standard';
  if (interrupted && rule.interruptedFree === 'first-hour' && to - run.from < 3600) return 0;
  let sum = 0n;
  let increment = 0n;
  let length = 0;
  for (let s = start; s < to; s += 1) {
    increment += BigInt(rate(s));
    length += 1;
    if (length % rule.billingIncrement !== 0) continue;
    sum += increment;
    increment = 0n;
  }
  if (interrupted && rule.interruptedFree === 'last-increment') return halfUp(sum);
  sum += increment;
  while (run.to !== null && length % rule.billingIncrement !== 0) {
    sum += BigInt(rate(to - 1));
    length += 1;
  }
  return halfUp(sum);
}

function diskOf(run: OracleRun, end: number): number {
  const free = run.facts.tier === 'dedicated' ? DISK_FREE : 30;
  const billed = Math.max(0, run.facts.disk - free);
  return halfUp(BigInt(billed) * BigInt(DISK) * BigInt((run.to ?? end) - run.from));
}

function machinesOf(calls: readonly Call[], end: number): number {
  const changes = calls.filter((call) => call[0] === 'machines');
  return changes.reduce((sum, [, at, , count], index) => {
    const until = index + 1 < changes.length ? changes[index + 1][1] : end;
    return sum + halfUp(BigInt(count) * BigInt(MACHINE) * BigInt(until - at));
  }, 0);
}

// -----------------------------------------------------------------------------------------------------------

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const run = fc.boolean().chain((locked) => randomRun({ locked }));

describe('the billing meter', () => {
  it('charges what a walk over every second charges, to the micro-unit (R4, R6, R21, R24, R33, A5, A9, A24)', () => {
    fc.assert(
      fc.property(run, rules, ({ calls, end }, rule) => {
        const tape = tapes(calls, end);
        const runs = runsOf(calls);
        const items = bill(rule, calls, end);
        const of = (...kinds: string[]) =>
          items.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount);
        const expected = runs
          .map((one) => computeOf(one, tape, end, rule))
          .filter((amount) => amount !== null);
        expect(of('spot', 'standard').sort()).toEqual(expected.sort());
        expect(sum(of('disk'))).toBe(sum(runs.map((one) => diskOf(one, end))));
        expect(sum(of('dedicated'))).toBe(machinesOf(calls, end));
      }),
      { seed: 21, numRuns: 150 },
    );
  });

  it('totals are the sums of the line items, by kind and by placement', () => {
    fc.assert(
      fc.property(run, rules, ({ calls, end }, rule) => {
        const items: LineItem[] = [];
        const meter = meterOf(rule, items);
        play(meter, calls);
        meter.finish(end);
        const totals = meter.totals();
        for (let service = 0; service < SERVICES; service += 1) {
          const { spot, standard, disk, placements } = totals.services[service];
          const mine = items.filter((item) => item.service === `s${service}`);
          const of = (kind: string) =>
            sum(mine.filter((item) => item.kind === kind).map(({ amount }) => amount));
          expect([spot, standard, disk]).toEqual([of('spot'), of('standard'), of('disk')]);
          expect(sum(placements.map(({ amount }) => amount))).toBe(spot + standard + disk);
        }
      }),
      { seed: 22, numRuns: 100 },
    );
  });

  it('saved and resumed, gives the same items as uninterrupted', () => {
    fc.assert(
      fc.property(run, rules, fc.double({ min: 0, max: 1, noNaN: true }), ({ calls, end }, rule, where) => {
        const cut = Math.floor(calls.length * where);
        const items: LineItem[] = [];
        const first = meterOf(rule, items);
        play(first, calls.slice(0, cut));
        const saved = first.save();
        play(first, calls.slice(cut));
        items.length = 0;
        const before = bill(rule, calls, end);
        const second = meterOf(rule, items);
        second.restore(saved);
        play(second, calls.slice(cut));
        second.finish(end);
        expect(items).toEqual(before.slice(before.length - items.length));
        expect(second.totals()).toEqual(totalsOf(rule, calls, end));
      }),
      { seed: 23, numRuns: 100 },
    );
  });

  it('times a whole factor, before rounding: every rate in force multiplies what is charged', () => {
    fc.assert(
      fc.property(run, ({ calls, end }) => {
        const factor = 3600;
        const scaled = calls.map((call) => scale(call, factor));
        const once = bill(PLAIN, calls, end).filter(({ kind }) => kind === 'spot');
        const many = bill(PLAIN, scaled, end).filter(({ kind }) => kind === 'spot');
        many.forEach(({ amount }, index) => {
          expect(Math.abs(amount / factor - once[index].amount)).toBeLessThanOrEqual(0.5);
        });
      }),
      { seed: 24, numRuns: 50 },
    );
  });
});

const PLAIN: BillingRules = {
  ...{ billingStart: 'running', billingIncrement: 1, interruptedFree: 'none', capAtCeiling: true },
};

function totalsOf(rule: BillingRules, calls: readonly Call[], end: number): unknown {
  const meter = meterOf(rule, []);
  play(meter, calls);
  meter.finish(end);
  return meter.totals();
}

function scale(call: Call, factor: number): Call {
  if (call[0] === 'price') return ['price', call[1], call[2], call[3] * factor, call[4] * factor];
  if (call[0] !== 'acquired') return call;
  const { price, ceiling, ...rest } = call[2];
  return ['acquired', call[1], { ...rest, price: price * factor, ceiling: ceiling * factor }];
}
