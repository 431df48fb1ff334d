import { run } from '../src/index.js';
import { marketYear } from './market-year-model.js';

/** Runs the market for the days given, and prints the most memory that the process ever had, in MB. */
run(marketYear({ services: 100, days: Number(process.argv[2]) }));
console.log(process.resourceUsage().maxRSS / 1000);
