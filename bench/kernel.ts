import { Simulation } from '../src/kernel/index.js';
import { openStream } from '../src/random/index.js';
import { printGrowth, printMemory, printSharedTicks } from './growth.js';
import { loadSimJs } from './simjs.js';
import { interleaved, judged } from './timing.js';
import { plainHeap } from './yardstick.js';

const EVENTS = 1_000_000;
const ROUNDS = 9;
const TIMERS = 1000;
const SERVERS = 4;
const ARRIVALS = 3.6;
/** A ring for the customers who wait; far more than ever do. */
const RING = 1 << 16;

const simjs = loadSimJs();
const { clear, push, pop, at } = plainHeap(TIMERS);

/** Kernel benches W1 and W2: ours and simjs against the plain loop, in turn; then growth and memory. */
export function run(): void {
  const w1 = interleaved({ plain: plainTimers, ours: ourTimers, simjs: simjsTimers }, ROUNDS);
  print('W1: 1,000 timers, each re-arming itself with Exp(1)', w1, { plain: 1.35, simjs: 2.5 });
  const w2 = interleaved({ plain: plainQueue, ours: ourQueue, simjs: simjsQueue }, ROUNDS);
  print('W2: M/M/4 at load 0.9', w2, { plain: 1.5, simjs: 6 });
  printGrowth();
  printMemory();
  printSharedTicks();
}

interface Times {
  readonly plain: number;
  readonly ours: number;
  readonly simjs: number;
}

function print(
  title: string,
  times: Times,
  targets: { readonly plain: number; readonly simjs: number },
): void {
  const each = (time: number): string => `${(time / EVENTS).toFixed(0)} ns`;
  console.log(
    `${title}; per event: plain loop ${each(times.plain)}, ours ${each(times.ours)}, simjs ${each(times.simjs)}`,
  );
  console.log(judged('ours / plain loop', times.ours / times.plain, 'at most', targets.plain));
  console.log(judged('simjs / ours', times.simjs / times.ours, 'at least', targets.simjs));
}

/** The same draws for all. */
function exponentials(name: string): () => number {
  const stream = openStream('bench', name);
  return () => -Math.log1p(-stream.next());
}

function plainTimers(): void {
  const draw = exponentials('timers');
  clear();
  for (let timer = 0; timer < TIMERS; timer += 1) push(draw(), timer);
  for (let event = 0; event < EVENTS; event += 1) {
    const now = at();
    const timer = pop();
    push(now + draw(), timer);
  }
}

function ourTimers(): void {
  const draw = exponentials('timers');
  const simulation = new Simulation();
  const timer = simulation.register('timer', (id) => {
    simulation.schedule(simulation.now + draw(), 0, timer, id);
  });
  for (let id = 0; id < TIMERS; id += 1) simulation.schedule(draw(), 0, timer, id);
  simulation.run({ steps: EVENTS });
}

function simjsTimers(): void {
  const draw = exponentials('timers');
  class Timer extends simjs.Entity {
    readonly fire = (): void => this.setTimer(draw()).done(this.fire, this);
    start(): void {
      this.fire();
    }
  }
  const simulation = new simjs.Sim();
  for (let id = 0; id < TIMERS; id += 1) simulation.addEntity(Timer, `timer ${id}`);
  simulation.simulate(EVENTS / TIMERS);
}

function plainQueue(): void {
  const draw = exponentials('queue');
  clear();
  const since = new Float64Array(RING);
  let first = 0;
  let last = 0;
  let busy = 0;
  let waited = 0;
  push(draw() / ARRIVALS, 0);
  for (let event = 0; event < EVENTS; event += 1) {
    const now = at();
    if (pop() === 0) {
      push(now + draw() / ARRIVALS, 0);
      if (busy < SERVERS) {
        busy += 1;
        push(now + draw(), 1);
      } else {
        since[last & (RING - 1)] = now;
        last += 1;
      }
    } else if (first < last) {
      waited += now - since[first & (RING - 1)];
      first += 1;
      push(now + draw(), 1);
    } else {
      busy -= 1;
    }
  }
  keep(waited);
}

function ourQueue(): void {
  const draw = exponentials('queue');
  const simulation = new Simulation();
  const since = new Float64Array(RING);
  let first = 0;
  let last = 0;
  let busy = 0;
  // In an array, since a fraction in a captured variable is allocated anew at each change.
  const waited = new Float64Array(1);
  const arrive = simulation.register('arrival', () => {
    const now = simulation.now;
    simulation.schedule(now + draw() / ARRIVALS, 0, arrive, 0);
    if (busy < SERVERS) {
      busy += 1;
      simulation.schedule(now + draw(), 0, leave, 0);
    } else {
      since[last & (RING - 1)] = now;
      last += 1;
    }
  });
  const leave = simulation.register('departure', () => {
    const now = simulation.now;
    if (first < last) {
      waited[0] += now - since[first & (RING - 1)];
      first += 1;
      simulation.schedule(now + draw(), 0, leave, 0);
    } else {
      busy -= 1;
    }
  });
  simulation.schedule(draw() / ARRIVALS, 0, arrive, 0);
  simulation.run({ steps: EVENTS });
  keep(waited[0]);
}

function simjsQueue(): void {
  const draw = exponentials('queue');
  const facility = new simjs.Facility('servers', simjs.Facility.FCFS, SERVERS);
  class Source extends simjs.Entity {
    readonly arrive = (): void => {
      this.useFacility(facility, draw()).done(this.left, this);
      this.setTimer(draw() / ARRIVALS).done(this.arrive, this);
    };
    readonly left = (): void => keep(1);
    start(): void {
      this.arrive();
    }
  }
  const simulation = new simjs.Sim();
  simulation.addEntity(Source, 'source');
  simulation.simulate(EVENTS / (2 * ARRIVALS));
}

/** A result that is read keeps the work from being optimised away. */
const kept = new Float64Array(1);
function keep(value: number): void {
  kept[0] += value;
}
