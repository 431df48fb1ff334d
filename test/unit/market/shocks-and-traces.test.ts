import { describe, expect, it } from 'vitest';
import { replayFault, type ReplayPlan, type Series, type StepProcess } from '../../../src/kernel/index.js';
import { priceSteps, shocked, tracePrice } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';

function path(process: StepProcess, end: number): [number, number][] {
  const points: [number, number][] = [[0, process.value]];
  while (process.nextAt < end) {
    const at = process.nextAt;
    process.advance();
    points.push([at, process.value]);
  }
  return points;
}

describe('price shocks', () => {
  const steps = () =>
    priceSteps({
      steps: [
        { at: 0, value: 100 },
        { at: 50, value: 201 },
      ],
    });

  it('multiply or set the price from their start until, and without, their end', () => {
    const shocks = [
      { at: 10, until: 60, factor: 1.5 },
      { at: 80, until: 90, to: 7 },
    ];
    expect(path(shocked(steps(), shocks), 1000)).toEqual([
      [0, 100],
      [10, 150],
      [50, 302],
      [60, 201],
      [80, 7],
      [90, 201],
    ]);
  });

  it('overlapping ones are applied in file order', () => {
    const double = { at: 0, until: 30, factor: 2 };
    const seven = { at: 20, until: 40, to: 7 };
    expect(path(shocked(steps(), [double, seven]), 45)).toEqual([
      [0, 200],
      [20, 7],
      [30, 7],
      [40, 100],
    ]);
    expect(path(shocked(steps(), [seven, double]), 45)).toEqual([
      [0, 200],
      [20, 14],
      [30, 7],
      [40, 100],
    ]);
  });

  it('stay inside the limits', () => {
    const shocks = [
      { at: 0, until: 10, factor: 99 },
      { at: 10, until: 20, factor: 0 },
    ];
    expect(path(shocked(steps(), shocks, { min: 2, max: 150 }), 25)).toEqual([
      [0, 150],
      [10, 2],
      [20, 100],
    ]);
  });

  it('leave the process alone where there is none', () => {
    const process = steps();
    expect(shocked(process, [])).toBe(process);
  });
});

describe('price traces', () => {
  const series: Series = { at: Float64Array.of(1000, 1010, 1030), value: Float64Array.of(5, 6, 7) };
  const plan: ReplayPlan = { align: 'start', after: 'fail', window: 'whole' };
  const run = { start: 1005, duration: 30 };
  const replayed = (change: Partial<ReplayPlan> & { scale?: number }, end = 100, start = run.start) =>
    path(tracePrice(series, { ...plan, ...change }, { start, duration: 30 }), end);

  it('the first row is second 0, or each row stands at its own date; the last observation is carried forward', () => {
    expect(replayed({})).toEqual([
      [0, 5],
      [10, 6],
      [30, 7],
    ]);
    expect(replayed({ align: 'calendar', after: 'hold' })).toEqual([
      [0, 5],
      [5, 6],
      [25, 7],
    ]);
    expect(replayed({ align: 'calendar', after: 'hold' }, 100, 5000)).toEqual([[0, 7]]);
  });

  it('leaves out an offset', () => {
    expect(replayed({ offset: 10, after: 'hold' })).toEqual([
      [0, 6],
      [20, 7],
    ]);
  });

  it('repeats: the first row follows the end', () => {
    expect(replayed({ after: 'repeat' }, 61)).toEqual([
      [0, 5],
      [10, 6],
      [30, 5],
      [40, 6],
      [60, 5],
    ]);
    expect(replayed({ after: 'repeat', offset: 75 }, 20)).toEqual([
      [0, 6],
      [15, 5],
    ]);
    expect(replayed({ after: 'repeat', align: 'calendar' }, 30, 1090)).toEqual([
      [0, 5],
      [10, 6],
    ]);
  });

  it('a recording known beyond its last row repeats after that', () => {
    const known: Series = { ...series, until: 1040 };
    expect(path(tracePrice(known, { ...plan, after: 'repeat' }, run), 51)).toEqual([
      [0, 5],
      [10, 6],
      [30, 7],
      [40, 5],
      [50, 6],
    ]);
  });

  it('scales prices, rounded once, at least 1', () => {
    expect(replayed({ scale: 0.1 })).toEqual([
      [0, 1],
      [10, 1],
      [30, 1],
    ]);
    expect(replayed({ scale: 2.5 })).toEqual([
      [0, 13],
      [10, 15],
      [30, 18],
    ]);
  });

  it('draws a window that fits, or any where the trace repeats, each second equally', () => {
    const starts = (change: Partial<ReplayPlan>, duration: number) => {
      const seen = new Map<number, number>();
      for (let r = 0; r < 6000; r += 1) {
        const spec = { ...plan, window: 'random', ...change } as const;
        const process = tracePrice(series, spec, { start: 0, duration }, openStream('window', r));
        seen.set(process.nextAt, (seen.get(process.nextAt) ?? 0) + 1);
      }
      return seen;
    };
    // Of 11 starts in [0, 10] ten come 1 to 10 s before the row at 10, and one at it, 20 s before the next.
    const fitting = starts({}, 20);
    expect([...fitting.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20]);
    const expected = 6000 / 11;
    for (const count of fitting.values()) {
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt((expected * 10) / 11));
    }
    expect(Math.max(...starts({ after: 'repeat' }, 1000).keys())).toBe(20);
  });

  it.each<[string, Partial<ReplayPlan>, number, string | undefined]>([
    ['covers the run exactly', {}, 30, undefined],
    ['is shorter than the run', {}, 31, 'the trace covers 30s of a run of 31s'],
    ['is shorter by the offset', { offset: 1 }, 30, 'the trace covers 29s of a run of 30s'],
    ['is held', { after: 'hold' }, 1e6, undefined],
    ['repeats', { after: 'repeat' }, 1e6, undefined],
    ['ends too early by the calendar', { align: 'calendar' }, 30, 'the trace covers 25s of a run of 30s'],
    [
      'begins too late',
      { align: 'calendar', offset: -10, after: 'repeat' },
      5,
      "the trace begins 5s after the scenario's start",
    ],
    [
      'has no window that fits',
      { window: 'random', after: 'hold' },
      31,
      'the trace covers 30s of a run of 31s',
    ],
    ['has a window where it repeats', { window: 'random', after: 'repeat' }, 31, undefined],
    [
      'random by the calendar',
      { window: 'random', align: 'calendar' },
      5,
      'window: random and align: calendar exclude each other',
    ],
  ])('a trace that %s', (_name, change, duration, fault) => {
    expect(replayFault(series, { ...plan, ...change }, { start: 1005, duration })?.message).toBe(fault);
  });

  it('a trace of one instant may be held, not repeated', () => {
    const one: Series = { at: Float64Array.of(7), value: Float64Array.of(3) };
    expect(replayFault(one, { ...plan, after: 'repeat' }, run)?.message).toBe(
      'a trace of one instant cannot repeat',
    );
    expect(path(tracePrice(one, { ...plan, after: 'hold' }, run), 100)).toEqual([[0, 3]]);
    expect(replayFault({ at: new Float64Array(), value: new Float64Array() }, plan, run)?.message).toBe(
      'the trace is empty',
    );
  });
});
