import type { Issue, ParsedScenario, Result } from '../../index.js';
import { formatIssue } from '../../index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { prepare } from '../../node/index.js';
import { findScenario, printIssues, printWarnings } from '../scenario-source.js';
import type { ScenarioOptions, ScenarioSource } from '../scenario-source.js';

export interface ValidateOptions extends ScenarioOptions {
  readonly json?: true;
}

/** All that is wrong with a scenario, with its variants, and with the files that they name. */
export function validateCommand(scenario: string, options: ValidateOptions, io: Io): ExitCode {
  const found = findScenario(scenario, io);
  const parsed = found.ok ? found.value.parse(options) : found;
  const issues = found.ok && parsed.ok ? faultsOf(found.value, options, parsed.value) : issuesOf(parsed);
  const warnings = parsed.ok ? parsed.value.warnings : [];
  if (options.json === true)
    io.out(line(JSON.stringify({ valid: issues.length === 0, issues, warnings }, null, 2)));
  else printIssues(issues, io);
  if (issues.length > 0) return EXIT.input;
  if (options.json === true || !parsed.ok) return EXIT.done;
  printWarnings(warnings, io);
  io.out(line(summaryOf(scenario, parsed.value)));
  return EXIT.done;
}

const issuesOf = (result: Result<unknown>): readonly Issue[] => (result.ok ? [] : result.issues);

/** The faults that only the histories show, in the scenario and in each of its variants; each is told once. */
function faultsOf(source: ScenarioSource, options: ValidateOptions, base: ParsedScenario): readonly Issue[] {
  const told = new Map<string, Issue>();
  const tell = (issues: readonly Issue[], variant?: string): void => {
    for (const issue of issues) {
      const key = formatIssue(issue);
      if (told.has(key)) continue;
      const message =
        variant === undefined ? issue.message : `variant ${JSON.stringify(variant)}: ${issue.message}`;
      told.set(key, { ...issue, message });
    }
  };
  tell(issuesOf(prepare(source.folder, base)));
  if (options.variant !== undefined) return [...told.values()];
  for (const { name } of base.variants) {
    const parsed = source.parse({ ...options, variant: name });
    tell(issuesOf(parsed.ok ? prepare(source.folder, parsed.value) : parsed), name);
  }
  return [...told.values()];
}

function summaryOf(name: string, { scenario, variants, warnings }: ParsedScenario): string {
  const parts = [
    counted(scenario.pools.length, 'pool'),
    counted(scenario.services.length, 'service'),
    ...(scenario.jobs.length === 0 ? [] : [counted(scenario.jobs.length, 'job')]),
    ...(scenario.demand.length === 0 ? [] : [counted(scenario.demand.length, 'token demand')]),
    ...(scenario.plans.length === 0 ? [] : [counted(scenario.plans.length, 'plan')]),
    counted(scenario.timeline.length, 'action'),
    counted(variants.length, 'variant'),
    counted(warnings.length, 'warning'),
  ];
  return `ok: ${name}: ${parts.join(', ')}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
