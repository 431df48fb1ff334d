import type { Candidate, FittedParameter, LevelFacts } from '../market/index.js';
import type { HistoryFit } from '../model/index.js';
import type { Report, Section } from './document.js';
import { factsOf, instant, levelsOf, micro, type FitHeading } from './fit-facts.js';
import { count, counted, fixed, NONE, span } from './numbers.js';

/** A fitted history as words and tables. */
export function reportFit(fit: HistoryFit, heading: FitHeading): Report {
  return {
    answer: answerOf(fit),
    sections: [
      factsOf(fit, heading),
      levelsOf(fit, heading),
      ...(fit.changed ? [changeOf(fit, heading)] : []),
      rankingOf(fit),
      curveOf(fit, heading),
      chosenOf(fit),
      ...missingOf(fit),
    ],
  };
}

const within = (fit: HistoryFit): readonly Candidate[] =>
  fit.candidates.filter(({ judgement }) => judgement.availabilityError <= 0.05);

function answerOf(fit: HistoryFit): readonly string[] {
  const [best] = fit.candidates;
  const judged = fit.agrees.includes(true) ? fit.agrees.filter((one) => one).length : fit.agrees.length;
  const at = `at ${counted(judged, 'ceiling')}`;
  const good = within(fit).length;
  return [
    ...(fit.changed ? [changeSentence(fit)] : []),
    `${best.fit.process} does best: fitted to the first half, it gives the second half's availability within ` +
      `${fixed(best.judgement.availabilityError, 3)} ${at} (${good} of ${fit.candidates.length} processes stay within 0.05).`,
  ];
}

function changeSentence({ agrees, drift }: HistoryFit): string {
  const all = !agrees.includes(true);
  const where = all
    ? 'every ceiling'
    : `${agrees.filter((one) => !one).length} of ${counted(agrees.length, 'ceiling')}`;
  const rest = all ? '' : ' Fits are judged at the others.';
  return (
    `The market changed: the availability of both halves differs by more than 0.05 at ${where} (by up to ` +
    `${fixed(drift, 2)}). What the past says there is no guide to what follows.${rest}`
  );
}

function changeOf(fit: HistoryFit, { currency }: FitHeading): Section {
  const rows = fit.first.map(({ ceiling, share }, index) => {
    const other = fit.second[index].share;
    return [
      micro(ceiling),
      fixed(share, 3),
      fixed(other, 3),
      fixed(other - share, 3),
      fit.agrees[index] ? '' : 'changed',
    ];
  });
  return {
    title: `The market changed (halves meet at ${instant(fit.split)})`,
    table: {
      columns: [
        { head: `Ceiling\n${currency}/h`, figures: true },
        { head: 'First\nhalf', figures: true },
        { head: 'Second\nhalf', figures: true },
        { head: 'Differ-\nence', figures: true },
        { head: 'Verdict' },
      ],
      rows,
    },
  };
}

function rankingOf({ candidates }: HistoryFit): Section {
  const least = Math.min(...candidates.map(({ bic }) => bic ?? Infinity));
  const rows = candidates.map(({ fit: { process }, bic, judgement }) => [
    process,
    fixed(judgement.availabilityError, 3),
    fixed(Math.exp(judgement.crossingError), 2),
    fixed(Math.exp(judgement.spellError), 2),
    fixed(judgement.score, 2),
    bic === undefined ? NONE : count(Math.round(bic - least)),
  ]);
  return {
    title: 'Fitted to the first half, judged by the second',
    table: {
      columns: [
        { head: 'Process', wraps: true },
        { head: 'Availability,\ngreatest error', figures: true },
        { head: 'Rises,\nfactor off', figures: true },
        { head: 'Spells,\nfactor off', figures: true },
        { head: 'Score', figures: true },
        { head: 'BIC over\nthe least', figures: true },
      ],
      rows,
    },
    lines: [
      'Score: error / 0.05 + ln of both factors; less is better. BIC compares likelihoods of the log price on one grid; the others have none.',
    ],
  };
}

function curveOf(fit: HistoryFit, { currency }: FitHeading): Section {
  const winner = fit.candidates.find((one) => one.fit.process === fit.chosen.process) ?? fit.candidates[0];
  const shares = (facts: readonly LevelFacts[], index: number): string => fixed(facts[index].share, 3);
  const rises = (facts: readonly LevelFacts[], index: number): string =>
    fixed(facts[index].crossingsPerWeek, 1);
  const { simulated } = winner.judgement;
  const rows = fit.first.map(({ ceiling }, index) => [
    micro(ceiling),
    ...[fit.first, fit.second, simulated].map((facts) => shares(facts, index)),
    ...[fit.first, fit.second, simulated].map((facts) => rises(facts, index)),
  ]);
  const heads = ['First\nhalf', 'Second\nhalf', 'Fit'];
  return {
    title: `Availability and rises per week: ${winner.fit.process}`,
    table: {
      columns: [
        { head: `Ceiling\n${currency}/h`, figures: true },
        ...[...heads, ...heads.map((head) => `Rises,\n${head.replace('\n', ' ').toLowerCase()}`)].map(
          (head) => ({
            head,
            figures: true,
          }),
        ),
      ],
      rows,
    },
  };
}

function chosenOf({ chosen, interval }: HistoryFit): Section {
  const rows = chosen.parameters.map((one) => [
    one.path,
    figure(one, one.value),
    one.error === null ? NONE : figure(one, one.error),
  ]);
  return {
    title: `${chosen.process}, fitted to the whole history`,
    table: {
      columns: [
        { head: 'Parameter' },
        { head: 'Value', figures: true },
        { head: 'Standard error', figures: true },
      ],
      rows,
    },
    lines: [
      `Method: ${chosen.method}; grid of ${span(interval)}.`,
      ...chosen.notes.map((note) => `Note: ${note}.`),
    ],
  };
}

function figure({ unit }: FittedParameter, value: number): string {
  const digits = (number: number): string => String(Number(number.toPrecision(4)));
  if (unit === 'rate') return `${digits(value * 3600)}/h`;
  return unit === 'duration' ? `${digits(value)}s` : digits(value);
}

const missingOf = ({ unfitted }: HistoryFit): readonly Section[] =>
  unfitted.length === 0
    ? []
    : [
        {
          title: 'Not fitted',
          table: {
            columns: [{ head: 'Process' }, { head: 'Why', wraps: true }],
            rows: unfitted.map(({ process, reason }) => [process, reason]),
          },
        },
      ];
