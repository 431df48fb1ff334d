import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from '../index.js';
import type { ParsedScenario, Scenario } from '../index.js';
import type { InputFile } from './file-assets.js';

/** What a result follows from, and nothing else: equal identities have equal results. */
export interface RunIdentity {
  readonly spotsim: string;
  readonly scenario: string;
  readonly variant: string | null;
  readonly seed: string;
  readonly replications: number;
  /** Hash of the scenario with variant and `--set` applied and every default filled in. */
  readonly scenarioSha256: string;
  /** The histories that it names. */
  readonly inputs: readonly InputFile[];
  /** What was asked of several replications: kind, cases, precision and the like. Absent for one run. */
  readonly experiment?: Readonly<Record<string, unknown>>;
}

/** What makes a result again, with the files that its identity names. */
export interface Repeat {
  /** After EAS import, with its variants: what the options are applied to. */
  readonly scenario: unknown;
  /** Those of the command, as they were given, as far as they decide the result. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Where files are named from, relative to the result's folder; absent where no file is named. */
  readonly folder?: string;
}

export function identityOf({ scenario, variant }: ParsedScenario, inputs: readonly InputFile[]): RunIdentity {
  const { name, seed } = scenario;
  const scenarioSha256 = scenarioHash(scenario);
  return { spotsim: ENGINE_VERSION, scenario: name, variant, seed, replications: 1, scenarioSha256, inputs };
}

/** Identity of an experiment on a scenario: that of a run, the replications, and what was asked. */
export const experimentIdentity = (
  parsed: ParsedScenario,
  inputs: readonly InputFile[],
  asked: Required<Pick<RunIdentity, 'replications' | 'experiment'>>,
): RunIdentity => ({ ...identityOf(parsed, inputs), ...asked });

/** The name of a run's folder: 64 bits of the identity's hash. */
export const runId = (identity: RunIdentity): string => hashOf(identity).slice(0, 16);

/** Hash of a scenario with every default filled in. */
export const scenarioHash = (scenario: Scenario): string => hashOf(scenario);

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
