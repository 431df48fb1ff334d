import { DAY, HOUR, MINUTE } from '../units/index.js';

/** Whom the capacity is rented from; each has its preset of rules. */
export const PROVIDERS = [
  'pai-eas',
  'alibaba-ecs',
  'aws-ec2',
  'gcp-spot',
  'gcp-preemptible',
  'azure-spot',
] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** The rules that a provider plays by; all durations in whole seconds. */
export interface Rules {
  readonly notice: number;
  readonly checkInterval: number;
  readonly protection: number;
  readonly protectionPriceRatio: number;
  readonly protectionPricing: 'locked' | 'floating';
  readonly capAtCeiling: boolean;
  readonly priceOrder: 'enforce' | 'none';
  readonly reallocateOn: 'release' | 'notice';
  readonly standardDisplacesSpot: 'background' | 'all';
  readonly billingStart: 'running' | 'provisioned';
  readonly billingIncrement: number;
  readonly interruptedFree: 'none' | 'first-hour' | 'last-increment';
  readonly grace: number;
  readonly priceReclaim: boolean;
  /** Null for none. */
  readonly maxLifetime: number | null;
  readonly rebalancePeriod: number;
}

/**
 * PAI-EAS public resources. Sources: the product page of the public resources (R1-R35) and its ECS relatives,
 * where the page is silent.
 */
const PAI_EAS: Rules = {
  notice: 5 * MINUTE, // ECS overview 2020: "to be released" for 5 min; the EAS page states none (A8)
  checkInterval: 5 * MINUTE, // ECS overview 2020: market price against bid every 5 min after the hour (A7)
  protection: HOUR, // R19, R26: one hour, on by default
  protectionPriceRatio: 0.9, // ECS overview: 0.152 protected, 0.137 unprotected; EAS: "always about 10 % cheaper" (A19)
  protectionPricing: 'locked', // ECS billing example 2020, billing rules 2025: the hour at the price of its start (A5)
  capAtCeiling: true, // the ceiling is the most one is willing to pay (A9)
  priceOrder: 'enforce', // R17
  reallocateOn: 'release', // R25
  standardDisplacesSpot: 'background', // our own standard replicas evict none of ours (A6, A21)
  billingStart: 'running', // R2, A1
  billingIncrement: MINUTE, // older EAS billing page: usage in minutes (A24)
  interruptedFree: 'none', // no such rule in the sources
  grace: 30, // eas.termination_grace_period, 30 s by default
  priceReclaim: true, // R20
  maxLifetime: null,
  rebalancePeriod: 10 * MINUTE, // ours: the sources give no period for the probes of resource_rebalancing (A12)
};

/** ECS spot instances: as EAS, but the bill runs from creation to release and by the second (billing pages 2020, 2025). */
const ALIBABA_ECS: Rules = { ...PAI_EAS, billingStart: 'provisioned', billingIncrement: 1 };

/** What holds where nothing is guaranteed for an hour and there is one spot price only. */
const UNPROTECTED: Rules = {
  ...ALIBABA_ECS,
  checkInterval: 0, // interruption follows the event
  protection: 0, // block durations are no longer offered
  protectionPriceRatio: 1,
  priceOrder: 'none', // price histories of 2015-2017 rose to ten times the standard price (A19)
};

const AWS_EC2: Rules = {
  ...UNPROTECTED,
  notice: 2 * MINUTE, // EC2 user guide, "Spot Instance interruption notices": two minutes, best effort
  interruptedFree: 'first-hour', // EC2 user guide, "Billing for interrupted Spot Instances"
};

const GCP_SPOT: Rules = {
  ...UNPROTECTED,
  notice: 30, // Compute Engine, "Spot VMs": shutdown period of up to 30 s
  priceReclaim: false, // no bids: prices change at most once in 30 days and reclaim nobody
};

/** The figures of each provider. `grace` (how long our own service drains) is that of EAS everywhere. */
export const PRESETS: Readonly<Record<ProviderName, Rules>> = {
  'pai-eas': PAI_EAS,
  'alibaba-ecs': ALIBABA_ECS,
  'aws-ec2': AWS_EC2,
  'gcp-spot': GCP_SPOT,
  'gcp-preemptible': { ...GCP_SPOT, maxLifetime: DAY }, // "Preemptible VM instances": stopped after 24 h
  'azure-spot': { ...UNPROTECTED, notice: 30 }, // "Azure Spot Virtual Machines": 30 s by Scheduled Events; evicted at price > max
};
