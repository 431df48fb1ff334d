import { allocate, orderedFallback, type Allocator } from '../../src/index.js';
import { checkRun, printScenario, scenarios } from '../../src/testing/index.js';
import fc from 'fast-check';

// Takes the cheapest entry that is feasible, wherever it stands in the list.
const cheapest: Allocator = {
  ...orderedFallback,
  allocate: (request, view) => {
    const price = ({ offers: [first] }: (typeof request.entries)[number]): number =>
      first === undefined || first.pool < 0 ? 0 : view.price(first.pool, first.tier);
    return allocate({ ...request, entries: [...request.entries].sort((a, b) => price(a) - price(b)) }, view);
  },
};

const lawful = fc.property(
  scenarios(),
  (input) => checkRun(input, { allocator: cheapest }).violations.length === 0,
);
const { counterexample } = fc.check(lawful, { seed: 7, numRuns: 100 });
const [scenario] = counterexample ?? [];
export const shown = scenario && {
  file: printScenario(scenario), // what `spotsim run` accepts
  laws: new Set(checkRun(scenario, { allocator: cheapest }).violations.map(({ law }) => law)),
};
