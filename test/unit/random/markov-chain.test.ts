import { describe, expect, it } from 'vitest';
import { ChainPath, chainFault, openStream, placeIn, stationaryLaw } from '../../../src/random/index.js';

const RATES = [
  [0, 2, 1],
  [0.5, 0, 0],
  [0, 3, 0],
];

describe('a chain in continuous time', () => {
  it('has the stationary law pi Q = 0', () => {
    const law = stationaryLaw(RATES);
    expect(law.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
    for (let to = 0; to < 3; to += 1) {
      const into = law.reduce((sum, share, from) => sum + share * RATES[from][to], 0);
      const out = law[to] * RATES[to].reduce((sum, rate) => sum + rate, 0);
      expect(into).toBeCloseTo(out, 14);
    }
    expect(stationaryLaw([[0]])).toEqual([1]);
    const [calm, wild] = stationaryLaw([
      [0, 0.1],
      [0.3, 0],
    ]);
    expect(calm).toBeCloseTo(0.75, 14);
    expect(wild).toBeCloseTo(0.25, 14);
  });

  it('is refused where a state is never left or never reached', () => {
    expect(chainFault(RATES)).toBeUndefined();
    expect(chainFault([[0]])).toBeUndefined();
    expect(
      chainFault([
        [0, 1],
        [0, 5],
      ]),
    ).toEqual({ state: 1 });
    const islands = [
      [0, 1, 0],
      [1, 0, 0],
      [1, 0, 0],
    ];
    expect(chainFault(islands)).toEqual({ state: 0, unreached: 2 });
  });

  it('spends its time as the stationary law says, and goes only where a rate leads', () => {
    const path = new ChainPath(RATES, openStream('chain'));
    const spent = [0, 0, 0];
    let now = 0;
    let astray = 0;
    for (let change = 0; change < 200_000; change += 1) {
      const from = path.state;
      spent[from] += path.nextAt - now;
      now = path.nextAt;
      path.change();
      if (!(RATES[from][path.state] > 0)) astray += 1;
    }
    expect(astray).toBe(0);
    for (const [state, share] of stationaryLaw(RATES).entries())
      expect(Math.abs(spent[state] / now / share - 1)).toBeLessThan(0.01);
  });

  it('stays in the only state there is', () => {
    expect(new ChainPath([[7]], openStream('one')).nextAt).toBe(Infinity);
  });
});

describe('the place of a uniform in a law', () => {
  it('is the first whose share, with all before it, reaches u', () => {
    const law = [0.25, 0, 0.75];
    expect([0.1, 0.25, 0.26, 0.999999999].map((u) => placeIn(law, u))).toEqual([0, 0, 2, 2]);
  });
});
