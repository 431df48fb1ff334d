import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slidingExtreme } from '../../../src/statistics/index.js';

const END = 60;

type Steps = Parameters<typeof slidingExtreme>[0];

const valueAt = ({ at, value }: Steps, time: number): number | undefined =>
  value[at.filter((from) => from <= time).length - 1];

const stepFunctions = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
    fc.array(fc.constantFrom(0, 1, 2, 3, 5, Infinity), { minLength: 13, maxLength: 13 }),
  )
  .map(([later, value]): Steps => {
    const at = [0, ...later.sort((a, b) => a - b)];
    return { at, value: value.slice(0, at.length) };
  });

describe('the extreme of a sliding window', () => {
  it('is what a look at every time finds, and steps only where it changes', () => {
    const windows = fc.tuple(fc.nat(15), fc.nat(15), fc.boolean(), fc.constantFrom('least', 'greatest'));
    fc.assert(
      fc.property(stepFunctions, windows, (steps, [until, more, endless, extreme]) => {
        const back = endless ? Infinity : until + more;
        const found = slidingExtreme(steps, extreme, { back, until });
        for (let time = 0; time < END; time += 1) {
          const seen: number[] = [];
          for (let from = Math.max(0, time - back); from <= time - until; from += 1)
            seen.push(valueAt(steps, from) ?? NaN);
          const expected = extreme === 'least' ? Math.min(...seen) : Math.max(...seen);
          expect(valueAt(found, time)).toBe(seen.length === 0 ? undefined : expected);
        }
        found.value.slice(1).forEach((value, i) => expect(value).not.toBe(found.value[i]));
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
