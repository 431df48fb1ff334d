import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LogRecorder, Run, SilentRecorder, run as simulate, type Model } from '../src/index.js';
import { scanningIndex } from '../test/oracle/scanning-index.js';
import { bareYear, type Work } from './bare-year.js';
import { marketYear } from './market-year-model.js';
import { interleaved, judged, median } from './timing.js';

const ROUNDS = 3;
const DAYS = 365;
/** A fifth of a year, for what need not take long. */
const PART = 73;
const SECONDS = 1e9;
/** Instants at which the agenda's length is taken; they should not fall on ticks only. */
const SAMPLES = 997;

/** The market year: the whole engine against a bare loop with as many heap operations and draws. */
export function run(): void {
  const year = marketYear({ services: 100, days: DAYS });
  const small = marketYear({ services: 100, days: PART });
  const large = marketYear({ services: 1000, days: PART });
  const work = workOf(year);
  console.log(`Market year: ${(bareYear(work) / 1e6).toFixed(2)} million agenda entries`);
  const times = interleaved(
    {
      bare: () => void bareYear(work),
      engine: () => void simulate(year),
      logged: () =>
        void simulate(year, { recorders: (directory) => [new LogRecorder(directory, countLine)] }),
      small: () => void simulate(small),
      large: () => void simulate(large),
    },
    ROUNDS,
  );
  const rate = ((100 * DAYS * SECONDS) / times.engine).toFixed(0);
  console.log(
    `  bare loop ${seconds(times.bare)}; engine ${seconds(times.engine)}, ${rate} service-days per second; ` +
      `with the event log ${seconds(times.logged)} for ${(logged / (ROUNDS + 1) / 1e6).toFixed(0)} MB`,
  );
  console.log(judged('engine / bare loop', times.engine / times.bare, 'at most', 2));
  console.log(judged('with the event log / without', times.logged / times.engine, 'at most', 3));
  console.log(judged('1,000 services / 100 services', times.large / times.small, 'at most', 9));
  printDecade(year);
  printScan(small);
  printMemory();
}

const seconds = (nanoseconds: number): string => `${(nanoseconds / SECONDS).toFixed(2)} s`;

let logged = 0;
const countLine = (line: string): void => {
  logged += line.length + 1;
};

/** Counts what a run asks of its agenda. Ticks that share an entry count one by one, as in the bare loop. */
function workOf(model: Model): Work {
  const { pools, duration } = model.scenario;
  const { price, stock } = pools[0];
  if (price?.process !== 'ornstein-uhlenbeck' || stock.process !== 'erlang')
    throw new Error('another market');
  if (stock.hold.distribution !== 'exponential') throw new Error('another background');
  const stockChanges = new StockCounter();
  const counted = new Run(model, { recorders: () => [stockChanges] });
  let pended = 0;
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    counted.runUntil(Math.floor((duration * sample) / (SAMPLES + 1)));
    pended += counted.simulation.pending - pools.length - 1;
  }
  counted.runUntil(duration);
  const all = (counted.simulation.save() as { agenda: { sequence: number } }).agenda.sequence;
  const entries = all - duration / price.interval - stockChanges.count;
  const { interval } = price;
  const gap = 1 / stock.arrivals;
  const pending = Math.max(1, Math.round(pended / SAMPLES));
  return { horizon: duration, pools: pools.length, interval, gap, hold: stock.hold.mean, entries, pending };
}

class StockCounter extends SilentRecorder {
  count = 0;

  override stock(): void {
    this.count += 1;
  }
}

function printDecade(year: Model): void {
  const decade = marketYear({ services: 100, days: 10 * DAYS });
  const times = interleaved({ year: () => void simulate(year), decade: () => void simulate(decade) }, 1);
  console.log(judged('ten years / one year', times.decade / times.year, 'at most', 10.5));
}

/** The index of ceilings against a scan of all holders, which gives the same bytes. */
function printScan(model: Model): void {
  const indexed = ledgerOf(model, {});
  const scanned = ledgerOf(model, { index: scanningIndex });
  console.log(`  a scan of all holders gives ${indexed === scanned ? 'the same ledger' : 'ANOTHER LEDGER'}`);
  const times = interleaved(
    { index: () => void simulate(model), scan: () => void simulate(model, { index: scanningIndex }) },
    ROUNDS,
  );
  console.log(judged('scan / index', times.scan / times.index, 'at least', 1));
}

function ledgerOf(model: Model, options: Parameters<typeof simulate>[1]): string {
  const items: string[] = [];
  const { digest } = simulate(model, { ...options, ledger: (item) => items.push(JSON.stringify(item)) });
  return `${digest}\n${items.join('\n')}`;
}

/** Each in a process of its own: what others have left behind would count too. A loader and its caches count here. */
function printMemory(): void {
  const script = fileURLToPath(new URL('market-year-memory.ts', import.meta.url));
  const peakOnce = (days: number): number =>
    Number(execFileSync(process.execPath, [...process.execArgv, script, String(days)], { encoding: 'utf8' }));
  const peak = (days: number): number => median([0, 1, 2].map(() => peakOnce(days)));
  const year = peak(DAYS);
  console.log(judged('peak memory of the year, MB', year, 'at most', 200));
  console.log(judged('peak memory, ten years / one year', peakOnce(10 * DAYS) / year, 'at most', 1.25));
}
