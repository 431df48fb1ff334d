import fc from 'fast-check';
import { maybe, together, weighted } from './quantities.js';

type RulesInput = Readonly<Record<string, string | number | boolean>>;

/** The provider's rules, most of them overridden by values at which their laws could break. */
export const rules = (): fc.Arbitrary<RulesInput> =>
  together<RulesInput>(
    fc.record({
      // Neither divides the grid of instants, so that not every crossing is at a check, nor every notice over by then.
      notice: fc.constantFrom(0, 60, 310),
      checkInterval: fc.constantFrom(0, 60, 420),
      protection: fc.constantFrom(0, 600, 3600),
      grace: fc.constantFrom(0, 30),
      maxLifetime: weighted<string | number>([5, fc.constant('none')], [1, fc.constantFrom(1800, 7200)]),
      priceReclaim: weighted([8, fc.constant(true)], [1, fc.constant(false)]),
    }),
    tierRules(),
    fc.record({
      protectionPricing: weighted([3, fc.constant('locked')], [1, fc.constant('floating')]),
      capAtCeiling: weighted([3, fc.constant(true)], [1, fc.constant(false)]),
      reallocateOn: fc.constantFrom('release', 'notice'),
      standardDisplacesSpot: weighted([3, fc.constant('background')], [1, fc.constant('all')]),
      rebalancePeriod: fc.constantFrom(300, 600, 900),
    }),
    maybe('billingStart', fc.constantFrom('running', 'provisioned')),
    maybe('billingIncrement', fc.constantFrom(1, 60, 3600)),
    maybe('interruptedFree', fc.constantFrom('none', 'first-hour', 'last-increment')),
  );

const tierRules = (): fc.Arbitrary<RulesInput> =>
  fc.constantFrom<RulesInput>(
    { priceOrder: 'enforce', protectionPriceRatio: 0.9 },
    { priceOrder: 'none', protectionPriceRatio: 0.9 },
    { priceOrder: 'none', protectionPriceRatio: 1 },
  );

/** Whose preset fills in the rest. */
export const providers = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    'pai-eas',
    'pai-eas',
    'alibaba-ecs',
    'aws-ec2',
    'gcp-spot',
    'gcp-preemptible',
    'azure-spot',
  );
