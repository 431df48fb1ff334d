import { describe, expect, it } from 'vitest';
import { Simulation } from '../../src/kernel/index.js';
import { openStream } from '../../src/random/index.js';

const SERVERS = 4;
const ARRIVALS = 3.6;
const REPLICATIONS = 30;
const HORIZON = 60_000;

/** Erlang C: the mean wait is C(c, a) / (c mu - lambda), with a = lambda / mu and mu = 1. */
function erlangWait(servers: number, load: number): number {
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) blocking = (load * blocking) / (k + load * blocking);
  const waiting = blocking / (1 - (load / servers) * (1 - blocking));
  return waiting / (servers - load);
}

describe('M/M/4 at load 0.9', () => {
  it('has the mean wait C(c, a) / (c mu - lambda) = 1.96938', () => {
    expect(erlangWait(SERVERS, ARRIVALS)).toBeCloseTo(1.96938, 5);
    const waits = Array.from({ length: REPLICATIONS }, (_, replication) => meanWait(replication));
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / REPLICATIONS;
    const square = waits.reduce((sum, wait) => sum + (wait - mean) * (wait - mean), 0) / (REPLICATIONS - 1);
    const error = Math.sqrt(square / REPLICATIONS);
    expect(error).toBeLessThan(0.01 * mean);
    expect(Math.abs(mean - erlangWait(SERVERS, ARRIVALS))).toBeLessThanOrEqual(4 * error);
  });
});

/** Mean wait of those who arrive after a warm-up of a twentieth of the horizon. */
function meanWait(replication: number): number {
  const stream = openStream(replication, 'mm4');
  const exponential = (): number => -Math.log1p(-stream.next());
  const simulation = new Simulation();
  const queue: number[] = [];
  let first = 0;
  let busy = 0;
  let waited = 0;
  let counted = 0;
  const serve = (since: number): void => {
    if (since >= HORIZON / 20) {
      waited += simulation.now - since;
      counted += 1;
    }
    simulation.schedule(simulation.now + exponential(), 0, departure, 0);
  };
  const arrival = simulation.register('arrival', () => {
    simulation.schedule(simulation.now + exponential() / ARRIVALS, 0, arrival, 0);
    if (busy === SERVERS) queue.push(simulation.now);
    else {
      busy += 1;
      serve(simulation.now);
    }
  });
  const departure = simulation.register('departure', () => {
    if (first === queue.length) busy -= 1;
    else {
      serve(queue[first]);
      first += 1;
    }
  });
  simulation.schedule(0, 0, arrival, 0);
  simulation.run({ until: HORIZON });
  return waited / counted;
}
