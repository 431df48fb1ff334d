import type { Comparison, Optimisation, ReplicatedRun, Sweep } from '../../experiment/index.js';
import type { RunHistory, RunResults } from '../../model/index.js';
import { reportComparison } from '../comparison-report.js';
import type { Report } from '../document.js';
import { span } from '../numbers.js';
import { reportOptimisation } from '../optimisation-report.js';
import { reportReplications } from '../replicated-report.js';
import { reportRun } from '../run-report.js';
import { reportSweep } from '../sweep-report.js';
import {
  comparisonSections,
  optimisationSections,
  sweepSections,
  withDifferences,
} from './experiment-sections.js';
import { historySections } from './history-sections.js';
import type { Illustrated } from './illustrated.js';
import { expectedPlanCost, planCost } from './plan-sections.js';
import { tag } from './markup.js';
import type { Markup } from './markup.js';
import { htmlPage } from './page.js';

/** Any result that a folder can hold. */
export type ReportedResult =
  | { readonly kind: 'run'; readonly result: RunResults }
  | { readonly kind: 'replications'; readonly result: ReplicatedRun }
  | { readonly kind: 'comparison'; readonly result: Comparison }
  | { readonly kind: 'sweep'; readonly result: Sweep }
  | { readonly kind: 'optimisation'; readonly result: Optimisation };

export interface PageInput {
  readonly reported: ReportedResult;
  /** What the scenario asks: its description. */
  readonly question: string | undefined;
  /** One run over time; null where it could not be run again. */
  readonly history: RunHistory | null;
  /** Which run that was, or why there is none. */
  readonly historyNote: string;
  /** Name of the results folder: the hash of all that the result follows from. */
  readonly id: string;
}

/** A result as one HTML document that needs nothing else: no script, no font, no network. */
export function htmlReport(input: PageInput): string {
  const { reported, question } = input;
  const { result } = reported;
  const variant = 'variant' in result ? result.variant : null;
  const title = `${variant === null ? result.scenario : `${result.scenario} (${variant})`}, ${span(result.horizonSeconds)}`;
  const report = textReport(reported);
  const sections = sectionsOf(input, report);
  return htmlPage({
    title,
    question: question ?? `What came of ${result.scenario}?`,
    answer: report.answer,
    sections,
    closing: (id) => identity(input, id),
  });
}

function textReport(reported: ReportedResult): Report {
  switch (reported.kind) {
    case 'run':
      return reportRun(reported.result);
    case 'replications':
      return reportReplications(reported.result);
    case 'comparison':
      return reportComparison(reported.result);
    case 'sweep':
      return reportSweep(reported.result);
    case 'optimisation':
      return reportOptimisation(reported.result);
  }
}

function sectionsOf(
  { reported, history, historyNote }: PageInput,
  { sections }: Report,
): readonly Illustrated[] {
  const single = reported.kind === 'run';
  const told =
    history === null
      ? []
      : historySections({ history, currency: reported.result.currency, which: single ? [] : [historyNote] });
  const own = ownSections(reported, sections);
  const [first, ...rest] = own;
  const missing: Illustrated = { section: { title: 'Over time', lines: [historyNote] } };
  const overTime = history === null ? [missing] : told;
  return single ? [first, ...overTime, ...rest] : [...own, ...overTime];
}

/** What the text report says, with pictures where there are any; the method comes last. */
function ownSections(reported: ReportedResult, sections: Report['sections']): readonly Illustrated[] {
  const plain = sections.map((section): Illustrated => ({ section }));
  switch (reported.kind) {
    case 'run':
      return withCost(plain, planCost(reported.result));
    case 'replications':
      return withCost(plain, expectedPlanCost(reported.result));
    case 'comparison': {
      const { result } = reported;
      const compared = sections.map((section, i) =>
        i < result.metrics.length ? withDifferences(section, result.metrics[i], result) : { section },
      );
      return [...compared.slice(0, -1), ...comparisonSections(result), ...compared.slice(-1)];
    }
    case 'sweep':
      return [...sweepSections(reported.result), ...plain.slice(0, -1)];
    case 'optimisation': {
      const drawn = optimisationSections(reported.result);
      return [
        ...drawn,
        ...plain.filter(({ section }) => drawn.every((one) => one.section.title !== section.title)),
      ];
    }
  }
}

/** The cost of plans stands behind their table. */
function withCost(plain: readonly Illustrated[], cost: Illustrated | undefined): readonly Illustrated[] {
  if (cost === undefined) return plain;
  const at = plain.findIndex(({ section }) => /^(Plans|Expected of each plan)$/.test(section.title)) + 1;
  return [...plain.slice(0, at), cost, ...plain.slice(at)];
}

function identity({ reported, id, historyNote }: PageInput, section: string): Markup {
  const { result, kind } = reported;
  const rows: readonly (readonly [string, string])[] = [
    ['Result', `${kind}, ${id}`],
    ['Engine', `spotsim ${result.spotsim}`],
    ['Seed', result.seed],
    ['Digest', result.digest],
  ];
  return tag('section', { id: section, 'aria-labelledby': `${section}-title` }, [
    tag('h2', { id: `${section}-title` }, 'What it follows from'),
    tag(
      'dl',
      {},
      rows.map(([name, value]) => [tag('dt', {}, name), tag('dd', {}, tag('code', {}, value))]),
    ),
    tag('p', { class: 'note' }, historyNote),
    tag(
      'p',
      { class: 'note' },
      'The manifest beside this file has the scenario as it ran. The same scenario, seed and engine give the same digest.',
    ),
  ]);
}
