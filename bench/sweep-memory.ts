import { designCases, parseAxis, sweepCases } from '../src/index.js';
import { workerExecutor } from '../src/node/index.js';
import { month, monthBase, monthModel, monthModelOf } from './month.js';

/** A sweep of 1,000 points with 10 replications each on two workers; prints the most memory the process ever had, in MB. */
const base = { ...monthBase, set: ['duration=1d'] };
const executor = workerExecutor({
  ...{ source: month, seed: undefined, modelOf: monthModelOf, workers: 2 },
  onInputs: () => undefined,
});
const axis = parseAxis('services.service-0.instances.0.spotPriceLimit=0.0005..0.5:0.0005');
if (!axis.ok) throw new Error(JSON.stringify(axis.issues));
const cases = designCases([axis.value], { kind: 'grid', points: 0, seed: '' }, base);
if (!cases.ok) throw new Error(JSON.stringify(cases.issues));
const plan = { replications: 10, confidence: 0.95, metrics: ['cost.total', 'availability'] };
const done = await sweepCases({ executor }, { cases: cases.value, model: monthModel(base) }, plan);
await executor.close();
if (!done.ok || done.value.points.length !== 1000) throw new Error('the sweep is not whole');
console.log(process.resourceUsage().maxRSS / 1000);
