import { dirname, resolve } from 'node:path';
import {
  compile,
  failure,
  parseScenario,
  replicatedSchema,
  runHistory,
  runSchema,
  success,
} from '../index.js';
import type {
  Comparison,
  Issue,
  Model,
  Optimisation,
  PageInput,
  ReplicatedRun,
  ReportedResult,
  Result,
  RunResults,
  Sweep,
} from '../index.js';
import { fileAssets, shippedScenarios } from '../node/index.js';
import type { StoredResult } from '../node/index.js';
import type { Io } from './io.js';

export interface Telling {
  /** The folder that histories are named from; found by itself where it can be. */
  readonly histories: string | undefined;
  /** The results folder, as the user wrote it. */
  readonly shown: string;
}

/** What a page tells of a stored result: its figures, and one run over time, made again from the manifest. */
export function pageInput(stored: StoredResult, telling: Telling, io: Io): Result<PageInput> {
  const reported = reportedOf(stored, telling.shown);
  if (!reported.ok) return reported;
  const told = historyOf(stored, reported.value, telling, io);
  if (!told.ok) return told;
  const { manifest } = stored;
  const { description } = manifest.input as { description?: unknown };
  return success({
    ...{ reported: reported.value, id: manifest.id, ...told.value },
    question: typeof description === 'string' && description.trim() !== '' ? description : undefined,
  });
}

/** The kind of a result, its shape checked as far as it is published. */
function reportedOf({ manifest, summary }: StoredResult, shown: string): Result<ReportedResult> {
  const kind = manifest.experiment?.['kind'] ?? 'run';
  if (kind === 'run' && runSchema.safeParse(summary).success)
    return success({ kind, result: summary as RunResults });
  if (kind === 'replications' && replicatedSchema.safeParse(summary).success)
    return success({ kind, result: summary as ReplicatedRun });
  if ((summary as { kind?: unknown }).kind === kind) {
    if (kind === 'comparison') return success({ kind, result: summary as Comparison });
    if (kind === 'sweep') return success({ kind, result: summary as Sweep });
    if (kind === 'optimisation') return success({ kind, result: summary as Optimisation });
  }
  return failure({
    at: { file: shown },
    message: 'its summary does not have the shape of its kind',
    hint: 'run the scenario again',
  });
}

type Told = Pick<PageInput, 'history' | 'historyNote'>;

function historyOf(stored: StoredResult, reported: ReportedResult, telling: Telling, io: Io): Result<Told> {
  const subject = subjectOf(reported);
  const model = findModel(stored, subject.set, telling, io);
  if (!model.ok) {
    const reasons = model.issues.map(({ message }) => message).join('; ');
    if (telling.histories !== undefined) return model;
    return success({
      history: null,
      historyNote: `Prices and replicas over time are left out: ${reasons}. With spotsim report --histories DIR they are drawn.`,
    });
  }
  const { results, history } = runHistory(model.value);
  if (reported.kind === 'run' && results.digest !== reported.result.digest)
    return failure({
      at: { file: telling.shown },
      message: `run again it gave digest ${results.digest}, not ${reported.result.digest}`,
      hint: 'manifest or summary were changed, or the engine was: run the scenario anew',
    });
  return success({ history, historyNote: subject.note });
}

interface Subject {
  /** Which run this is. */
  readonly note: string;
  readonly set: readonly string[];
}

/** The run that is drawn: the one there is, or the first replication of what matters most. */
function subjectOf(reported: ReportedResult): Subject {
  const one = (of: string): string =>
    `Over time: one run of many, replication 0 of ${of}, made again from the manifest.`;
  switch (reported.kind) {
    case 'run':
      return {
        note: 'What happened over time comes from running the scenario again from the manifest; it gave the same digest.',
        set: [],
      };
    case 'replications':
      return { note: one('the scenario'), set: [] };
    case 'comparison':
      return { note: one(`the baseline, ${reported.result.baseline}`), set: [] };
    case 'sweep':
      return { note: one('the scenario as it is, which need not be a point of the sweep'), set: [] };
    case 'optimisation': {
      const { points, best, nearest } = reported.result;
      const point = points.find(({ name }) => name === (best ?? nearest));
      if (point === undefined) return { note: one('the scenario as it is'), set: [] };
      return { note: one(`the ${best === null ? 'nearest' : 'best'} point, ${point.name}`), set: point.set };
    }
  }
}

/** The model of the manifest's scenario, with the very histories that it ran on. */
function findModel(
  { manifest }: StoredResult,
  set: readonly string[],
  { histories, shown }: Telling,
  io: Io,
): Result<Model> {
  const name = `${shown}/manifest.json`;
  const read = (): Result<string> => failure({ message: 'the manifest names no further files' });
  const parsed = parseScenario({ name, text: JSON.stringify(manifest.input) }, { read, set });
  if (!parsed.ok) return parsed;
  const known = new Map(manifest.inputs.map(({ file, sha256 }) => [file, sha256]));
  const issues: Issue[] = [];
  for (const folder of foldersOf(histories, io)) {
    const assets = fileAssets(folder);
    const model = compile(parsed.value, assets);
    const other = assets.inputs().find(({ file, sha256 }) => known.get(file) !== sha256);
    if (model.ok && other === undefined) return model;
    const message = `${other?.file ?? manifest.inputs[0]?.file ?? 'a history'} is not in ${folder === io.cwd ? 'this folder' : folder} as it was`;
    issues.push(
      other === undefined && !model.ok && known.size === 0
        ? model.issues[0]
        : { at: { file: '--histories' }, message },
    );
  }
  return failure(issues[0]);
}

/** Where histories may be: where the user says, or here, or beside the shipped scenarios. */
function foldersOf(histories: string | undefined, io: Io): readonly string[] {
  if (histories !== undefined) return [resolve(io.cwd, histories)];
  const shipped = shippedScenarios().slice(0, 1);
  return [io.cwd, ...shipped.map(({ path }) => dirname(path))];
}
