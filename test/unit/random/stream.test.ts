import { describe, expect, it } from 'vitest';
import { openStream } from '../../../src/random/index.js';

const HALF_STEP = 1 / 0x200000000;
const draws = (...path: (string | number)[]): readonly number[] => {
  const stream = openStream(...path);
  return Array.from({ length: 5 }, () => stream.next());
};

describe('openStream', () => {
  it('is alea of the name, moved half a step of its grid', () => {
    expect(openStream('x').next()).toBe(0.2613884243182838 + HALF_STEP);
  });

  it('gives equal names equal sequences, whatever was opened or drawn before', () => {
    const before = draws(1, 'market', 'a');
    draws(1, 'market', 'b');
    expect(draws(1, 'market', 'a')).toEqual(before);
    expect(draws('1', 'market', 'a')).toEqual(before);
  });

  it('gives different paths different sequences, however their parts are cut', () => {
    const paths = [['a', 'b'], ['a/b'], ['a~1b'], ['a~b'], ['a', '', 'b'], ['', 'a', 'b'], ['a', 'b', '']];
    const firsts = paths.map((path) => draws(...path).join());
    expect(new Set(firsts).size).toBe(paths.length);
  });

  it('is uniform at the first draw over numbered names, and neighbours do not correlate', () => {
    const count = 20_000;
    const firsts = Array.from({ length: count }, (_, index) => openStream('stream', index).next());
    const cells = new Array<number>(100).fill(0);
    for (const u of firsts) cells[Math.floor(u * 100)] += 1;
    const chiSquare = cells.reduce(
      (sum, n) => sum + ((n - count / 100) * (n - count / 100)) / (count / 100),
      0,
    );
    expect(Math.abs(chiSquare - 99)).toBeLessThan(4 * Math.sqrt(2 * 99));
    let product = 0;
    for (let index = 1; index < count; index += 1)
      product += (firsts[index] - 0.5) * (firsts[index - 1] - 0.5);
    expect(Math.abs((product / (count - 1)) * 12)).toBeLessThan(4 / Math.sqrt(count));
  });

  it('stays strictly inside (0, 1), even where alea gives 0', () => {
    const stream = openStream('any');
    stream.restore({ c: 0, s0: 0, s1: 0.5, s2: 0.5 });
    expect(stream.next()).toBe(HALF_STEP);
  });

  it('goes on after restore as if never saved, and what was saved stays as it was', () => {
    const stream = openStream('saved');
    stream.next();
    const saved = stream.save();
    const text = JSON.stringify(saved);
    const rest = Array.from({ length: 100 }, () => stream.next());
    const other = openStream('another');
    other.restore(saved);
    expect(Array.from({ length: 100 }, () => other.next())).toEqual(rest);
    expect(JSON.stringify(saved)).toBe(text);
  });

  it('needs a name', () => {
    expect(() => openStream()).toThrow(RangeError);
  });
});
