import { strategyMutants } from './strategy-mutants.mjs';

/**
 * One hand-made fault for each rule of spot instances and their list, and for the heart of those of plans; `npm run mutants`
 * shows that its test bites.
 */
const spot = 'test/unit/rules/spot.test.ts';
const list = 'test/unit/rules/list.test.ts';
const contracts = 'test/unit/serving/contracts.test.ts';
const ptu = 'test/unit/serving/ptu.test.ts';
const quota = 'src/serving/quota-server.ts';
const validity = 'src/serving/contract/validity.ts';
const fallback = 'src/allocator/ordered-fallback.ts';

const ruleMutants = [
  {
    rule: 'R16',
    file: 'src/fleet/clocks.ts',
    find: 'if (!rules.priceReclaim || isLeaving(replica)) return false;',
    replace: 'if (rules.priceReclaim || isLeaving(replica)) return false;',
    test: spot,
    name: '(R16)',
  },
  {
    rule: 'R17',
    file: 'src/model/wire.ts',
    find: 'shocked(plain, events.priceShocks, market.tiers.limits(market.tier))',
    replace: 'shocked(plain, events.priceShocks)',
    test: spot,
    name: 'shocks included (R17)',
  },
  {
    rule: 'R18',
    file: fallback,
    find: 'view.price(offer.pool, offer.tier) > offer.ceiling',
    replace: 'view.price(offer.pool, offer.tier) >= offer.ceiling',
    test: spot,
    name: 'if and only if there is stock and the ceiling meets the market price (R18',
  },
  {
    rule: 'R19',
    file: fallback,
    find: 'now >= unit.protectedUntil',
    replace: 'now >= unit.protectedUntil - 3600',
    test: spot,
    name: 'outlive a loss of stock until the hour is over (R19',
  },
  {
    rule: 'R20',
    file: 'src/inventory/inventory.ts',
    find: 'if (pool.deficit === 0) return;',
    replace: 'if (pool.deficit >= 0) return;',
    test: spot,
    name: '(R20)',
  },
  {
    rule: 'R21',
    file: 'src/billing/run.ts',
    find: 'return run.above && capAtCeiling ? run.ceiling : MARKET;',
    replace: 'return capAtCeiling ? run.ceiling : MARKET;',
    test: 'test/unit/rules/billing.test.ts',
    name: 'charges the real-time market price, not the bid (R21)',
  },
  {
    rule: 'R22',
    file: fallback,
    find: 'for (let i = 0; i < end; i++)',
    replace: 'for (let i = end - 1; i >= 0; i--)',
    test: list,
    name: 'is tried in its order, by every replica anew (R22',
  },
  {
    rule: 'R23',
    file: fallback,
    find: 'if (passedOver !== undefined) passedOver.push(witness(offer, reason, view));',
    replace: 'if (passedOver !== undefined) passedOver.push(witness(offer, reason, view)); return undefined;',
    test: list,
    name: '(R23)',
  },
  {
    rule: 'R24',
    file: 'src/model/services.ts',
    find: 'if (spotPriceLimit === undefined) return',
    replace: 'if (spotPriceLimit !== undefined) return',
    test: list,
    name: 'makes an entry with spotPriceLimit spot under that ceiling, one without standard (R24)',
  },
  {
    rule: 'R25',
    file: 'src/fleet/holding.ts',
    find: 'const again = replica.owed && isLive(service);',
    replace: 'const again = replica.owed && !isLive(service);',
    test: list,
    name: 'is walked again from entry 0 when a spot instance is released (R25',
  },
  {
    rule: 'R26',
    file: 'src/model/services.ts',
    find: 'const tier = service.protection && scenario.rules.protection > 0 ?',
    replace: 'const tier = scenario.rules.protection > 0 ?',
    test: spot,
    name: 'have protection unless it is switched off, and then cost less (R26)',
  },
  {
    rule: 'R38',
    file: 'src/billing/plan-rates.ts',
    find: '(per.output * outputTpm) / OUTPUT_STEP',
    replace: '(per.output * outputTpm) / INPUT_STEP',
    test: contracts,
    name: '15.60 an hour (R38, R39)',
  },
  {
    rule: 'R42',
    file: validity,
    find: 'const LAST_MINUTE: Seconds = 23 * HOUR + 59 * MINUTE;',
    replace: 'const LAST_MINUTE: Seconds = 24 * HOUR;',
    test: 'test/unit/serving/validity.test.ts',
    name: 'ends at 23:59 of day N',
  },
  {
    rule: 'R43',
    file: validity,
    find: 'local - day * DAY > LATE',
    replace: 'local - day * DAY >= LATE',
    test: 'test/unit/serving/validity.test.ts',
    name: 'strictly after 22:00:00 (R43, A25)',
  },
  {
    rule: 'R44',
    file: validity,
    find: 'export const STOP_DELAY: Seconds = 2 * HOUR;',
    replace: 'export const STOP_DELAY: Seconds = HOUR;',
    test: contracts,
    name: 'expires at 23:59, stops at 01:59',
  },
  {
    rule: 'R45',
    file: 'src/billing/prepaid.ts',
    find: "end.how === 'horizon' ? Math.min(order.days, end.days) : order.days",
    replace: 'Math.min(order.days, end.days)',
    test: contracts,
    name: 'cannot be ended early, and pays nothing back (R45)',
  },
  {
    rule: 'R46',
    file: validity,
    find: 'export const OVERDUE_GRACE: Seconds = DAY;',
    replace: 'export const OVERDUE_GRACE: Seconds = DAY / 2;',
    test: contracts,
    name: 'is served and billed for 24 hours, and then released (R46)',
  },
  {
    rule: 'R47',
    file: quota,
    find: 'this.#input + input <= quota.inputTpm',
    replace: 'this.#input + input < quota.inputTpm',
    test: ptu,
    name: 'takes a request that fits exactly',
  },
  {
    rule: 'R48',
    file: 'src/model/plans/ptu.ts',
    find: "excess: spec.overflow === 'next' ? PASS : REJECT,",
    replace: 'excess: REJECT,',
    test: ptu,
    name: 'to plain calls, at their price (R47, R48, A30)',
  },
  {
    rule: 'R49',
    file: quota,
    find: '      input <= terms.maxInput &&',
    replace: '',
    test: ptu,
    name: 'whatever the quota (R47, R49)',
  },
  {
    rule: 'R53',
    file: 'src/billing/prepaid.ts',
    find: 'Math.ceil((end.at - order.from) / DAY)',
    replace: 'Math.floor((end.at - order.from) / DAY)',
    test: contracts,
    name: '(R54, A38)',
  },
  {
    rule: 'R54',
    file: 'src/billing/prepaid.ts',
    find: 'const EARLY_TENTHS = 12;',
    replace: 'const EARLY_TENTHS = 10;',
    test: contracts,
    name: '(R54, A38)',
  },
  {
    rule: 'R55',
    file: 'src/serving/contract/purchase.ts',
    find: '  if (units <= stock) return undefined;',
    replace: '  if (units <= stock + 1) return undefined;',
    test: contracts,
    name: 'a purchase that fails is refunded in full (R55)',
  },
  {
    rule: 'R58',
    file: 'src/billing/plan-meter.ts',
    find: "const billed = state === 'Running' || state === 'Overdue';",
    replace: "const billed = state === 'Running' || state === 'Overdue' || state === 'Deploying';",
    test: contracts,
    name: 'from Running to the unpublishing (A35, R58, R59)',
  },
  {
    rule: 'R62',
    file: quota,
    find: '      input + output <= terms.context &&',
    replace: '',
    test: ptu,
    name: 'against the context (R62)',
  },
];

export const mutants = [...ruleMutants, ...strategyMutants];
