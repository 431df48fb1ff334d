import { basename, resolve } from 'node:path';
import {
  describeHistory,
  detectFormat,
  easService,
  failure,
  readPriceHistory,
  success,
} from '../../index.js';
import type { EasService, HistoryFacts, HistoryFormat, Issue, PriceHistory, Result } from '../../index.js';
import { fileAssets, readText } from '../../node/index.js';
import { serviceFaults } from './service-check.js';

/** A price history, and what it holds. */
export interface History {
  /** Absolute. */
  readonly path: string;
  readonly format: HistoryFormat;
  readonly prices: PriceHistory;
  readonly facts: HistoryFacts;
}

/** All that `init` was given. */
export interface Inputs {
  /** The service as a scenario writes it; undefined where only histories were given. */
  readonly service: Readonly<Record<string, unknown>> | undefined;
  /** The file that the service, or else the first history, is from. */
  readonly source: string;
  readonly histories: readonly History[];
  readonly warnings: readonly Issue[];
}

/** Which rows of the histories are meant. */
export interface Filters {
  readonly product?: string;
  readonly zone?: string;
  readonly instanceType?: string;
}

export interface Files {
  /** Services and histories, told apart by what is in them. */
  readonly any: readonly string[];
  readonly histories: readonly string[];
  readonly cwd: string;
}

/** Reads all files; every fault in any of them comes back. */
export function readInputs({ any, histories, cwd }: Files, filters: Filters): Result<Inputs> {
  const read: (Result<History> | Result<Service>)[] = [
    ...any.map((file) => readHistory(file, cwd, filters) ?? readService(file, cwd)),
    ...histories.map((file) => readHistory(file, cwd, filters) ?? notAHistory(file)),
  ];
  const found = read.flatMap((result) => (result.ok ? [result.value] : []));
  const services = found.filter((value): value is Service => 'service' in value);
  const source = services[0]?.file ?? any[0] ?? histories[0];
  if (source === undefined) return nothingGiven();
  const issues = read.flatMap((result) => (result.ok ? [] : result.issues));
  if (issues.length > 0) return failure(...issues);
  const second = services[1];
  if (second !== undefined) return twoServices(second.file);
  return success({
    service: services[0]?.service,
    source: basename(source),
    histories: found.filter((value): value is History => 'prices' in value),
    warnings: services[0]?.warnings ?? [],
  });
}

interface Service extends EasService {
  readonly file: string;
}

const nothingGiven = (): Result<never> =>
  failure({
    message: 'nothing to begin with',
    hint: 'give the JSON of an EAS service, a price history, or both',
  });

const twoServices = (file: string): Result<never> =>
  failure({
    at: { file },
    message: 'a second service: init takes one',
    hint: 'add it to the scenario by `eas:`',
  });

function readService(file: string, cwd: string): Result<Service> {
  const text = readText(resolve(cwd, file), { shown: file });
  if (!text.ok) return text;
  const read = easService(text.value, file);
  if (!read.ok) return isMeant(text.value) ? read : neither(file);
  const { instances } = read.value.service;
  if (Array.isArray(instances) && instances.length > 0) {
    const faults = serviceFaults(text.value, file, instances);
    return faults.length > 0 ? failure(...faults) : success({ file, ...read.value });
  }
  const message = 'the service names no instance types';
  return failure({ at: { file }, message, hint: 'cloud.computing.instances lists them' });
}

/** Undefined if the file is no history; a file that cannot be read is a fault. */
function readHistory(file: string, cwd: string, filters: Filters): Result<History> | undefined {
  const path = resolve(cwd, file);
  const opened = fileAssets(cwd).open(file);
  if (!opened.ok) return failure(...opened.issues.map((issue) => ({ ...issue, at: { file } })));
  let format: HistoryFormat | undefined;
  let reader: ReturnType<typeof readPriceHistory> | undefined;
  for (const chunk of opened.value) {
    if (reader === undefined) {
      const detected = detectFormat(chunk);
      if (detected === 'skypilot') return notPrices(file);
      if (detected === undefined) return undefined;
      format = detected;
      reader = readPriceHistory(format, { file, ...filters });
    }
    reader.push(chunk);
  }
  if (reader === undefined || format === undefined)
    return failure({ at: { file }, message: 'the file is empty' });
  const prices = reader.end();
  if (!prices.ok) return prices;
  return success({ path, format, prices: prices.value, facts: describeHistory(prices.value.series) });
}

/** Whether a text that cannot be read was to be a service: JSON, or YAML with the keys of one. */
const isMeant = (text: string): boolean => /^\uFEFF?\s*\{|^(?:metadata|cloud)\s*:/m.test(text);

const neither = (file: string): Result<never> =>
  failure({
    at: { file, line: 1, column: 1 },
    message: 'neither the JSON of an EAS service nor a price history',
    hint: 'services have metadata and cloud.computing; histories are the JSON of AWS or Alibaba Cloud, or CSV with a header such as time,price',
  });

const notAHistory = (file: string): Result<never> =>
  failure({
    at: { file },
    message: 'not a price history',
    hint: 'expected the JSON of AWS or Alibaba Cloud, or CSV with a header such as time,price',
  });

const notPrices = (file: string): Result<never> =>
  failure({
    at: { file },
    message: 'a trace of availability, not of prices',
    hint: 'write it into the scenario as the stock of a pool: { process: trace, format: skypilot, … }',
  });
