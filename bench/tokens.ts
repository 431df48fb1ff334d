import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run as simulate } from '../src/index.js';
import { interleaved, judged } from './timing.js';
import { countedMonth, singleRequests } from './tokens-model.js';

const SECONDS = 1e9;
const REQUESTS = 1e7;

/** Token demand: whole minutes counted, and requests followed one by one. */
export function run(): void {
  const month = countedMonth(20);
  const single = singleRequests(REQUESTS);
  console.log('Token demand');
  const times = interleaved({ month: () => void simulate(month) }, 5);
  console.log(judged('a month of minutes, 20 plans, seconds', times.month / SECONDS, 'at most', 0.3));
  const one = interleaved({ single: () => void simulate(single) }, 1);
  console.log(judged('10 million single requests, seconds', one.single / SECONDS, 'at most', 10));
  const [few, many] = [REQUESTS / 10, REQUESTS].map(peak);
  console.log(judged('peak memory, 10 million / 1 million', many / few, 'at most', 1.25));
}

/** In a process of its own: what others have left behind would count too. */
function peak(requests: number): number {
  const script = fileURLToPath(new URL('tokens-memory.ts', import.meta.url));
  return Number(
    execFileSync(process.execPath, [...process.execArgv, script, String(requests)], { encoding: 'utf8' }),
  );
}
