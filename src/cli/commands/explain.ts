import {
  explain,
  failure,
  formatInstant,
  parseDuration,
  parseInstant,
  reportExplanation,
  success,
} from '../../index.js';
import type { ParsedScenario, Question, Result } from '../../index.js';
import { drawReport } from '../draw-report.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { prepare } from '../../node/index.js';
import { findScenario, refuse } from '../scenario-source.js';
import type { ScenarioOptions } from '../scenario-source.js';

export interface ExplainOptions extends ScenarioOptions {
  readonly service: string;
  readonly replica: string;
  readonly at: string;
  readonly json?: true;
}

/** Where a replica was, and why: the run once more, with a witness. */
export function explainCommand(scenario: string, options: ExplainOptions, io: Io): ExitCode {
  const found = findScenario(scenario, io);
  if (!found.ok) return refuse(io, found);
  const parsed = found.value.parse(options);
  if (!parsed.ok) return refuse(io, parsed);
  const prepared = prepare(found.value.folder, parsed.value);
  const question = questionOf(options, parsed.value);
  if (!prepared.ok || !question.ok) return refuse(io, prepared, question);
  const answer = explain(prepared.value.model, question.value);
  if (!answer.ok) return refuse(io, answer);
  if (options.json === true) io.out(line(JSON.stringify(answer.value, null, 2)));
  else io.out(drawReport(reportExplanation(answer.value), io));
  return EXIT.done;
}

function questionOf({ service, replica, at }: ExplainOptions, parsed: ParsedScenario): Result<Question> {
  const second = secondOf(at, parsed);
  const number = /^\d{1,9}$/.test(replica) ? Number(replica) : undefined;
  if (second !== undefined && number !== undefined) return success({ service, replica: number, at: second });
  const issues = [];
  if (number === undefined) {
    issues.push({
      at: { file: `--replica ${replica}` },
      message: 'expected the number of a replica, from 0',
    });
  }
  if (second === undefined) {
    const message = 'expected a time of the run: 12d3h, whole seconds since the start, or ISO 8601';
    issues.push({
      at: { file: `--at ${at}` },
      message,
      hint: `second 0 is ${formatInstant(parsed.scenario.start)}`,
    });
  }
  return failure(...issues);
}

/** The second that the user means, if it is not before the start. */
function secondOf(at: string, { scenario }: ParsedScenario): number | undefined {
  const { epochSeconds, offsetSeconds } = scenario.start;
  const instant = parseInstant(at, zoneOf(offsetSeconds));
  const second = instant === undefined ? durationOf(at) : instant.epochSeconds - epochSeconds;
  return second !== undefined && second >= 0 ? second : undefined;
}

function durationOf(at: string): number | undefined {
  const seconds = parseDuration(/^\d+$/.test(at) ? Number(at) : at);
  return seconds === undefined ? undefined : Math.floor(seconds);
}

const two = (value: number): string => String(value).padStart(2, '0');

function zoneOf(offsetSeconds: number): string {
  const minutes = Math.floor(Math.abs(offsetSeconds) / 60);
  return `${offsetSeconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
