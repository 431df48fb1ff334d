import fc from 'fast-check';
import { compile, inMemory, type Model } from '../../src/index.js';
import { parseInput, printScenario, recordRun } from '../../src/testing/index.js';
import type { History, ScenarioInput, Subject } from '../../src/testing/index.js';

/** The model of a scenario that is known to be sound. */
export function modelOf(input: ScenarioInput): Model {
  const model = compile(parseInput(input), inMemory());
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('; '));
  return model.value;
}

/** The history of a run that is known to come to its end. */
export function historyOf(input: ScenarioInput, subject: Subject = {}): History {
  const history = recordRun(input, subject);
  if ('events' in history) return history;
  throw new Error(history.breakdown.violations.map(({ sentence }) => sentence).join('; '));
}

/** Checks a law on random scenarios; a counter-example prints as a scenario file that `spotsim run` accepts. */
export function forAll(
  arbitrary: fc.Arbitrary<ScenarioInput>,
  parameters: fc.Parameters<[ScenarioInput]>,
  law: (input: ScenarioInput) => void,
): void {
  const found = fc.check(fc.property(arbitrary, law), parameters);
  if (!found.failed) return;
  const [input] = found.counterexample ?? [];
  const why =
    found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance);
  const scenario = input === undefined ? '' : printScenario(input);
  throw new Error(`${why}\nseed ${found.seed}, after ${found.numShrinks} shrinks:\n${scenario}`);
}
