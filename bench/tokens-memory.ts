import { run } from '../src/index.js';
import { singleRequests } from './tokens-model.js';

/** Runs so many single requests, and prints the most memory that the process ever had, in MB. */
run(singleRequests(Number(process.argv[2])));
console.log(process.resourceUsage().maxRSS / 1000);
