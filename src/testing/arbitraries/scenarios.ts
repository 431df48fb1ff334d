import fc from 'fast-check';
import type { ScenarioInput, ServiceInput } from './input.js';
import { dedicated, pools } from './pools.js';
import { together, weighted } from './quantities.js';
import { providers, rules } from './rules.js';
import type { ServiceDraft, Supply } from './services.js';
import { fitEntry, service } from './services.js';
import type { ActionDraft } from './timeline.js';
import { fitAction, timeline } from './timeline.js';

const HOUR = 3600;

interface Draft extends Omit<ScenarioInput, 'services' | 'timeline'> {
  readonly services: readonly ServiceDraft[];
  readonly timeline: readonly ActionDraft[];
}

/**
 * Random scenarios in the format that users write: all processes, rules, list entries and actions that an allocation
 * depends on, over a few hours to two days, with what happens gathered on few instants and few prices, so that
 * ties and coincidences are the rule. Each is valid, runs in a few milliseconds, and shrinks to a small file.
 */
export const scenarios = (): fc.Arbitrary<ScenarioInput> =>
  together<Draft>(
    fc.constant({ version: 1, name: 'random', prices: { diskGiBHour: 0.0001 } }),
    fc.record({
      seed: fc.nat(1000),
      duration: weighted([6, fc.integer({ min: 1, max: 12 })], [1, fc.integer({ min: 13, max: 48 })]).map(
        (hours) => hours * HOUR,
      ),
      provider: providers(),
      rules: rules(),
    }),
    fc.record({ pools: pools(), dedicated: dedicated() }),
    fc.record({ services: fc.array(service(), { minLength: 1, maxLength: 4 }), timeline: timeline() }),
  ).map(fit);

function fit({ services, timeline: actions, ...rest }: Draft): ScenarioInput {
  const supply = { pools: rest.pools, dedicated: rest.dedicated ?? [] };
  const protects = rest.rules?.['protection'] !== 0;
  const cast = {
    ...rest,
    services: services.map((draft, index) => fitService({ draft, index, protects }, supply)),
  };
  return { ...cast, timeline: actions.flatMap((action) => fitAction(action, cast)) };
}

interface Fitting {
  readonly draft: ServiceDraft;
  readonly index: number;
  /** Protection may be asked for only where the provider has it. */
  readonly protects: boolean;
}

const fitService = ({ draft, index, protects }: Fitting, supply: Supply): ServiceInput => ({
  ...draft,
  name: `s${index}`,
  region: supply.pools[0]?.region ?? '',
  protection: protects && draft.protection,
  instances: draft.instances.map((entry) => fitEntry(entry, supply)),
});
