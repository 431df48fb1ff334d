import type { PlanQuota } from '../../events/index.js';
import { copyPlain } from '../../units/index.js';
import { isServing, newContract, type Contract } from './contract.js';
import { deployed, expire, orderDays, orderMonth, orderMore, purchase, shortage } from './purchase.js';
import { dueAt, enter, release, tellQuota, type ContractPorts, type Setting } from './setting.js';
import type { PlanTerms } from './terms.js';
import { OVERDUE_GRACE, RETENTION } from './validity.js';

/** What a `scale` action sets; what is absent stays. */
export type QuotaChange = Partial<PlanQuota>;

const DONE = 'done';

/**
 * The contracts of all PTU and model-unit plans: purchase, deployment, validity, renewal, arrears and the end
 * (R36-R46, R51-R60). Every operation returns `done`, or why it was refused. Other kinds of plan have no contract
 * (`terms` undefined).
 */
export class Contracts {
  readonly #settings: readonly (Setting | undefined)[];

  constructor(terms: readonly (PlanTerms | undefined)[], ports: ContractPorts) {
    const handler = ports.simulation.register('plan due', (plan) => this.#fallDue(plan));
    this.#settings = terms.map(
      (own, plan) => own && { ports, handler, terms: own, contract: newContract(plan) },
    );
  }

  /** Buys at second 0 what no action of the timeline buys later. */
  begin(): void {
    for (const setting of this.#settings) if (setting?.terms.atStart === true) purchase(setting);
  }

  isServing(plan: number): boolean {
    const setting = this.#settings[plan];
    return setting !== undefined && isServing(setting.contract);
  }

  /** What is bought of a plan at any moment, for its server; undefined without a contract. */
  bought(plan: number): { readonly serving: () => boolean; readonly quota: () => PlanQuota } | undefined {
    const contract = this.#settings[plan]?.contract;
    return contract && { serving: () => isServing(contract), quota: () => contract.quota };
  }

  purchase = (plan: number): string => purchase(this.#settled(plan));

  /** Takes the plan down; billing ends (R59). What was paid in advance for days is not paid back (R45). */
  unpublish(plan: number): string {
    const setting = this.#settled(plan);
    const { state } = setting.contract;
    if (state === null || state === 'Released' || state === 'DeployFailed')
      return notThere('unpublish', state);
    release(setting, 'unpublished');
    return DONE;
  }

  /** Ends what was paid in advance: not possible for PTU (R45), at 1.2 times the daily price for units (R54). */
  cancel(plan: number): string {
    const setting = this.#settled(plan);
    const { terms, contract } = setting;
    if (terms.billing.method === 'upfront') return 'cannot cancel: PTU paid in advance runs to its end (R45)';
    if (terms.billing.method === 'hourly')
      return 'cannot cancel: nothing was paid in advance; unpublish the plan';
    if (contract.state !== 'Running') return notThere('cancel', contract.state);
    release(setting, 'cancelled');
    return DONE;
  }

  /** The account is overdue: the plan goes on for 24 hours, served and billed (R46). */
  overdue(plan: number): string {
    const setting = this.#settled(plan);
    if (setting.terms.billing.method !== 'hourly') return 'not overdue: the plan is paid in advance';
    if (setting.contract.state !== 'Running') return notThere('fall overdue', setting.contract.state);
    enter(setting, 'Overdue', 'the account is overdue');
    dueAt(setting, setting.ports.simulation.now + OVERDUE_GRACE);
    return DONE;
  }

  /** Settles arrears, or renews a plan whose validity is over; within the retention nothing is deployed anew (A29). */
  pay(plan: number): string {
    const setting = this.#settled(plan);
    const { contract, terms, ports } = setting;
    if (contract.state === 'Overdue') dueAt(setting, Infinity);
    else if (contract.state !== 'Stopping' && contract.state !== 'Retained')
      return `nothing to pay: the plan is ${contract.state ?? 'not bought'}`;
    enter(setting, 'Running', 'paid');
    if (terms.billing.method === 'upfront') orderDays(setting, terms.billing.days);
    if (terms.billing.method === 'monthly') orderMonth(setting, ports.simulation.now);
    dueAt(setting, contract.until);
    return DONE;
  }

  /** Buys more, or less (R51). What is prepaid cannot be scaled down (A41); more of it is paid for its rest. */
  scale(plan: number, change: QuotaChange): string {
    const setting = this.#settled(plan);
    const { contract, terms } = setting;
    if (contract.state !== 'Running') return notThere('scale', contract.state);
    const quota = scaled(contract.quota, change, terms);
    const more = difference(quota, contract.quota);
    const prepaid = terms.billing.method !== 'hourly';
    if (prepaid && (more.inputTpm < 0 || more.outputTpm < 0 || more.units < 0))
      return 'cannot scale: what is paid in advance cannot be scaled down';
    const short = shortage(setting, quota.units);
    if (short !== undefined) return `cannot scale: ${short}`;
    contract.quota = quota;
    if (prepaid) orderMore(setting, more);
    tellQuota(setting);
    return DONE;
  }

  save(): unknown {
    return copyPlain(this.#settings.map((setting) => setting?.contract ?? null));
  }

  restore(saved: unknown): void {
    (saved as readonly (Contract | null)[]).forEach((contract, plan) => {
      if (contract !== null) Object.assign(this.#of(plan).contract, copyPlain(contract));
    });
  }

  #of(plan: number): Setting {
    const setting = this.#settings[plan];
    if (setting === undefined) throw new RangeError(`plan ${plan} has no contract`);
    return setting;
  }

  #settled(plan: number): Setting {
    const setting = this.#of(plan);
    setting.ports.settle(setting.ports.simulation.now, plan);
    return setting;
  }

  #fallDue(plan: number): void {
    const setting = this.#settled(plan);
    const { contract, ports } = setting;
    contract.due = -1;
    if (contract.state === 'Deploying') deployed(setting);
    else if (contract.state === 'Running') expire(setting);
    else if (contract.state === 'Stopping') {
      enter(setting, 'Retained', 'the service has stopped');
      dueAt(setting, ports.simulation.now + RETENTION);
    } else release(setting, contract.state === 'Overdue' ? 'overdue for 24 hours' : 'not renewed');
  }
}

const notThere = (action: string, state: string | null): string =>
  `cannot ${action}: the plan is ${state ?? 'not bought'}`;

function scaled(before: PlanQuota, change: QuotaChange, { perUnit }: PlanTerms): PlanQuota {
  const quota = { ...before, ...change };
  if (perUnit === undefined) return quota;
  const { units } = quota;
  return { units, inputTpm: units * perUnit.input, outputTpm: units * perUnit.output };
}

const difference = (a: PlanQuota, b: PlanQuota): PlanQuota => ({
  inputTpm: a.inputTpm - b.inputTpm,
  outputTpm: a.outputTpm - b.outputTpm,
  units: a.units - b.units,
});
