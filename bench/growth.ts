import { Agenda, drive, Simulation, type StepProcess } from '../src/kernel/index.js';
import { openStream } from '../src/random/index.js';
import { interleaved, judged, median, nanoseconds } from './timing.js';

const HOLDS = 300_000;
const SIZES = [1e3, 1e4, 1e5, 1e6] as const;

/** Cost of taking one entry and entering another, by the number pending; with cancels, each hold cancels one more. */
export function printGrowth(): void {
  console.log('Agenda: ns per hold (take one, enter one), by entries pending');
  for (const cancelling of [false, true]) {
    const costs = SIZES.map((size) => median([0, 1, 2].map(() => holdCost(size, cancelling))));
    const figures = costs.map((cost, index) => `${SIZES[index].toExponential(0)}: ${cost.toFixed(0)}`);
    console.log(
      `  ${cancelling ? 'cancelling half of all' : 'without cancels       '}  ${figures.join('   ')}`,
    );
    // log n doubles from 1e3 to 1e6; the rest is the cache, which the plain loop leaves in the same way.
    console.log(judged('  1e6 / 1e3', costs[3] / costs[0], 'at most', 8));
  }
}

/** Bytes held while a million entries pend, and after they were cancelled, or have all run. */
export function printMemory(): void {
  console.log('Agenda: bytes held');
  for (const how of ['cancelled', 'run'] as const) {
    const agenda = new Agenda();
    const handles = new Float64Array(1e6);
    for (let entry = 0; entry < handles.length; entry += 1)
      handles[entry] = agenda.schedule(entry + 1, 0, 0, entry);
    const full = agenda.bytes;
    if (how === 'cancelled') for (const handle of handles) agenda.cancel(handle);
    else for (let left = handles.length; left > 0; left -= 1) takeNext(agenda);
    agenda.nextAt();
    console.log(
      judged(
        `  of ${(full / 1e6).toFixed(0)} MB, share kept once all were ${how}`,
        agenda.bytes / full,
        'at most',
        0.01,
      ),
    );
  }
}

/** Twenty processes that tick together: one entry for all against one each. */
export function printSharedTicks(): void {
  const times = interleaved({ shared: () => tick(300), apart: () => tick(undefined) }, 5);
  console.log('Twenty processes of one interval');
  console.log(judged('  one agenda entry each / one for all', times.apart / times.shared, 'at least', 1));
}

function holdCost(size: number, cancelling: boolean): number {
  const stream = openStream('bench', 'growth', size);
  const agenda = new Agenda();
  const delay = (): number => -size * Math.log1p(-stream.next());
  for (let entry = 0; entry < size; entry += 1) agenda.schedule(delay(), 0, 0, entry);
  const time = nanoseconds(() => {
    for (let hold = 0; hold < HOLDS; hold += 1) {
      const now = takeNext(agenda);
      agenda.schedule(now + delay(), 0, 0, hold);
      if (cancelling) agenda.cancel(agenda.schedule(now + delay(), 0, 0, hold));
    }
  });
  return time / HOLDS;
}

function takeNext(agenda: Agenda): number {
  const at = agenda.nextAt();
  agenda.take();
  return at;
}

function tick(interval: number | undefined): void {
  const simulation = new Simulation();
  const driver = drive(simulation, { rank: 1, name: 'tick' });
  for (let process = 0; process < 20; process += 1) driver.add(ticker(300), () => {}, interval);
  simulation.run({ until: 300 * 50_000 });
}

function ticker(interval: number): StepProcess {
  let at = interval;
  return {
    get value() {
      return at;
    },
    get nextAt() {
      return at;
    },
    advance: () => {
      at += interval;
    },
    save: () => at,
    restore: () => {},
  };
}
