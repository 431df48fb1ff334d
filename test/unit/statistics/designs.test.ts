import { describe, expect, it } from 'vitest';
import { openStream } from '../../../src/random/index.js';
import { latinHypercube, sobol, SOBOL_DIMENSIONS } from '../../../src/statistics/index.js';

describe('a Latin hypercube', () => {
  it('has one point in each cell of every dimension', () => {
    const stream = openStream('lhs');
    const points = latinHypercube(17, 4, () => stream.next());
    for (let d = 0; d < 4; d += 1) {
      const cells = points.map((point) => Math.floor(point[d] * 17)).sort((a, b) => a - b);
      expect(cells).toEqual(Array.from({ length: 17 }, (_, i) => i));
    }
    const again = openStream('lhs');
    expect(latinHypercube(17, 4, () => again.next())).toEqual(points);
  });
});

describe('Sobol points', () => {
  it('begin as published (Joe and Kuo, D6)', () => {
    expect(sobol(3, 3)).toEqual([
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
    ]);
    expect(sobol(7, 3).slice(3)).toEqual([
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
    ]);
  });

  it('fill every dimension evenly: with the origin, 2^k points have one in each of 2^k cells', () => {
    const points = [new Array<number>(SOBOL_DIMENSIONS).fill(0), ...sobol(255, SOBOL_DIMENSIONS)];
    for (let d = 0; d < SOBOL_DIMENSIONS; d += 1) {
      expect(new Set(points.map((point) => Math.floor(point[d] * 256))).size, `dimension ${d}`).toBe(256);
    }
  });

  it('are evener than chance in every pair of dimensions', () => {
    const points = sobol(1023, SOBOL_DIMENSIONS);
    for (let a = 0; a < SOBOL_DIMENSIONS; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const cells = new Array<number>(64).fill(0);
        for (const point of points) cells[Math.floor(point[a] * 8) * 8 + Math.floor(point[b] * 8)] += 1;
        // By chance the greatest deviation from 16 would be about 10.
        expect(Math.max(...cells.map((count) => Math.abs(count - 16))), `${a}, ${b}`).toBeLessThanOrEqual(6);
      }
    }
  });

  it('know no more dimensions than their table', () => {
    expect(() => sobol(1, SOBOL_DIMENSIONS + 1)).toThrow(RangeError);
  });
});
