import type { Scenario } from '../scenario/index.js';
import type { Issue, Position } from '../units/index.js';

/** A path in the scenario, as `ParsedScenario.locate` takes it. */
export type Path = readonly (string | number)[];

/** Gathers what is wrong while a scenario is compiled, each fault with its place. */
export class Faults {
  readonly issues: Issue[] = [];

  constructor(
    private readonly locate: (path: Path) => Position | undefined,
    private readonly scenario: Pick<Scenario, 'pools' | 'services' | 'jobs' | 'demand' | 'plans'>,
  ) {}

  add(path: Path, fault: { readonly message: string; readonly hint?: string | undefined }): void {
    const at = this.locate(path);
    const { message, hint } = fault;
    this.issues.push({
      path: this.#named(path),
      message,
      ...(at && { at }),
      ...(hint !== undefined && { hint }),
    });
  }

  /** As all other faults are told: named things by their name. */
  #named([list, index, ...rest]: Path): string {
    const items = isNamed(list) ? this.scenario[list] : [];
    const name = typeof index === 'number' ? items[index]?.name : undefined;
    return [list, name ?? index, ...rest].filter((key) => key !== undefined).join('.');
  }

  addAll(issues: readonly Issue[]): void {
    this.issues.push(...issues);
  }
}

const NAMED = ['pools', 'services', 'jobs', 'demand', 'plans'] as const;

const isNamed = (list: string | number | undefined): list is (typeof NAMED)[number] =>
  NAMED.some((name) => name === list);
