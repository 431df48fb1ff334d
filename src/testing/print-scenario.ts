import type { ScenarioInput } from './arbitraries/input.js';

/** The scenario as a file that `spotsim run` accepts: JSON, which is YAML too. */
export const printScenario = (input: ScenarioInput): string => `${JSON.stringify(input, null, 2)}\n`;
