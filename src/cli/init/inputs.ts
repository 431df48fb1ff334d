import { basename, resolve } from 'node:path';
import { easService, failure, recognizeFile, success } from '../../index.js';
import type { EasService, Issue, Result } from '../../index.js';
import { readText } from '../../node/index.js';
import { readCatalogue } from './catalogue.js';
import type { Catalogue } from './catalogue.js';
import { readHistory } from './history.js';
import type { Filters, History } from './history.js';
import { serviceFaults } from './service-check.js';

/** All that `init` was given. */
export interface Inputs {
  /** The service as a scenario writes it; undefined where only histories were given. */
  readonly service: Readonly<Record<string, unknown>> | undefined;
  /** The file that the service, or else the first history, is from. */
  readonly source: string;
  readonly histories: readonly History[];
  /** What the provider says of types. */
  readonly catalogues: readonly Catalogue[];
  readonly warnings: readonly Issue[];
}

export interface Files {
  /** Services and histories, told apart by what is in them. */
  readonly any: readonly string[];
  readonly histories: readonly string[];
  readonly cwd: string;
}

/** Reads all files; every fault in any of them comes back. */
export function readInputs({ any, histories, cwd }: Files, filters: Filters): Result<Inputs> {
  const read: (Result<History> | Result<Catalogue> | Result<Service>)[] = [
    ...any.map(
      (file) =>
        readHistory(file, cwd, filters) ?? readCatalogue(file, cwd, filters) ?? readService(file, cwd),
    ),
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
  const traces = found.filter((value): value is History => 'prices' in value);
  return success({
    service: services[0]?.service,
    source: basename(source),
    histories: traces,
    catalogues: found.filter((value): value is Catalogue => 'kind' in value),
    warnings: [...(services[0]?.warnings ?? []), ...traces.flatMap(({ prices }) => prices.notes ?? [])],
  });
}

interface Service extends EasService {
  readonly file: string;
}

const nothingGiven = (): Result<never> =>
  failure({
    message: 'nothing to begin with',
    hint: 'give the JSON of an EAS service, a price history, a catalogue of types, or several of these',
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
  if (!read.ok) return isMeant(text.value) ? read : neither(file, text.value);
  const { instances } = read.value.service;
  if (Array.isArray(instances) && instances.length > 0) {
    const faults = serviceFaults(text.value, file, instances);
    return faults.length > 0 ? failure(...faults) : success({ file, ...read.value });
  }
  const message = 'the service names no instance types';
  return failure({ at: { file }, message, hint: 'cloud.computing.instances lists them' });
}

/** Whether a text that cannot be read was to be a service: JSON, or YAML with the keys of one. */
const isMeant = (text: string): boolean => /^\uFEFF?\s*\{|^(?:metadata|cloud)\s*:/m.test(text);

const neither = (file: string, text: string): Result<never> =>
  failure({
    at: { file, line: 1, column: 1 },
    message: `neither the JSON of an EAS service nor a price history, but ${recognizeFile(text.slice(0, HEAD)).what}`,
    hint: 'services have metadata and cloud.computing; histories are the JSON of AWS or Alibaba Cloud, or CSV with a header such as time,price',
  });

const HEAD = 4096;

const notAHistory = (file: string): Result<never> =>
  failure({
    at: { file },
    message: 'not a price history',
    hint: 'expected the JSON of AWS or Alibaba Cloud, or CSV with a header such as time,price',
  });
