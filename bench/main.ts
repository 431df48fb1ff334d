import { run as runExperiments } from './experiments.js';
import { run as runImporters } from './importers.js';
import { run as runKernel } from './kernel.js';
import { run as runMarketYear } from './market-year.js';
import { run as runProcesses } from './market-year-processes.js';
import { run as runTokens } from './tokens.js';

console.log('Ratios within one run are what counts; contestants run in turn, medians.\n');
runKernel();
runMarketYear();
runProcesses();
runImporters();
runTokens();
await runExperiments();
