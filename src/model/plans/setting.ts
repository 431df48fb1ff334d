import type { PlanRate } from '../../billing/index.js';
import type { RunSpan } from '../../kernel/index.js';
import type { ModelPrices, PlanSpec, Scenario } from '../../scenario/index.js';
import { PASS } from '../../serving/index.js';
import type { PlanTerms, QuotaTerms } from '../../serving/index.js';
import type { Assets } from '../assets.js';
import type { Faults, Path } from '../faults.js';
import type { StockFactory } from '../stocks.js';
import { isMissing, type Missing, type PriceBook } from './price-book.js';

/** One plan, ready to run. */
export interface PlanModel {
  readonly name: string;
  readonly spec: PlanSpec;
  readonly rate: PlanRate;
  /** All prices of the model that it deploys; undefined for the other kinds. */
  readonly prices: ModelPrices | undefined;
  /** Of what is deployed for us; undefined for the other kinds. */
  readonly terms: PlanTerms | undefined;
  /** Unlimited for an EAS plan: its replicas set the pace. */
  readonly quota: QuotaTerms;
  /** Model units that the platform can sell; undefined where nobody counts them. */
  readonly stock: StockFactory | undefined;
  /** The longest input plus output of a request; Infinity where there is no limit. */
  readonly context: number;
}

export type Of<K extends PlanSpec['kind']> = Extract<PlanSpec, { kind: K }>;
/** What a plan is compiled with. */
export interface Setting {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  readonly assets: Assets;
  readonly span: RunSpan;
  readonly faults: Faults;
  readonly path: Path;
}

/** No limit at all, and no tiers. */
export const UNLIMITED: QuotaTerms = {
  maxInput: Infinity,
  context: Infinity,
  rpm: Infinity,
  tpm: Infinity,
  tiers: [Infinity],
  excess: PASS,
  down: PASS,
};

/** Plans without a contract and without a quota. */
export const UNBOUND = {
  prices: undefined,
  terms: undefined,
  quota: UNLIMITED,
  stock: undefined,
  context: Infinity,
} as const;

/** Throttling. */
export const limitsOf = ({ limits }: Of<'calls' | 'model-unit'>): Pick<QuotaTerms, 'rpm' | 'tpm'> => ({
  rpm: limits?.rpm ?? Infinity,
  tpm: limits?.tpm ?? Infinity,
});

/** How a plan is deployed. */
export const deployment = (
  { name, deploy, permission }: Of<'ptu' | 'model-unit'>,
  { scenario }: Setting,
): Pick<PlanTerms, 'deploy' | 'permitted' | 'atStart'> => ({
  deploy,
  permitted: permission,
  atStart: !scenario.timeline.some((one) => one.action === 'purchase' && 'plan' in one && one.plan === name),
});

/** Prices of the model that is deployed: that which is named, or that of the demand it serves. */
export function pricesOf(spec: Of<'ptu' | 'model-unit'>, setting: Setting): ModelPrices | undefined {
  const { scenario, book } = setting;
  const first = scenario.demand.findIndex(({ serve }) => serve.includes(spec.name));
  const served = first < 0 ? undefined : scenario.demand[first];
  const model = spec.model ?? served?.model ?? '';
  const prices = book.find(model, spec.mode ?? served?.mode);
  if (!isMissing(prices)) return prices;
  return unpriced(setting, prices, spec.model === undefined ? ['demand', first] : setting.path);
}

/** No table has the model, or the mode: told once where it is named, and not at all where a table could not be read. */
export function unpriced({ book, faults }: Setting, { message, hint, key }: Missing, owner: Path): undefined {
  if (book.whole && !book.told.has(message)) faults.add([...owner, key], { message, hint });
  book.told.add(message);
  return undefined;
}

/** There is no price. */
export function lacking(setting: Setting, message: string): undefined {
  return refused(setting, { message, hint: 'add its prices to a table under priceTables' });
}

/** The plan is at fault. */
function refused({ faults, path }: Setting, fault: { message: string; hint: string }): undefined {
  faults.add([...path, 'kind'], fault);
  return undefined;
}
