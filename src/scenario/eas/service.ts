import { failure, success, type Issue, type Position, type Result } from '../../units/index.js';
import { readDocument } from '../document.js';
import { isTree, type Path } from '../path.js';
import { readAutoscaling } from './autoscaling.js';
import { readInstances } from './instances.js';
import { EasReader, type Origin } from './reader.js';
import { warnOfTheRest } from './unsimulated.js';

/** A service as the scenario format writes it, read from EAS. */
export interface EasService {
  readonly service: Readonly<Record<string, unknown>>;
  readonly warnings: readonly Issue[];
}

/** The same, with the place in the JSON of each of its values. */
export interface EasImport extends EasService {
  readonly origins: readonly Origin[];
  readonly position: (source: Path) => Position;
}

/**
 * Reads the JSON of an EAS service, as the console shows it and EASCMD deploys it (R35), into the service of a
 * scenario. Values are carried over as they stand; the scenario's schema judges them. What EAS knows and the
 * simulation does not is left out, with a warning where it would change the outcome.
 */
export function easService(text: string, name: string): Result<EasService> {
  const read = importEasService(text, name);
  if (!read.ok) return read;
  const { service, warnings } = read.value;
  return success({ service, warnings });
}

export function importEasService(text: string, name: string): Result<EasImport> {
  const document = readDocument({ name, text });
  if (!document.ok) return document;
  const { tree, position } = document.value;
  if (!isTree(tree) || !['metadata', 'cloud'].some((key) => Object.hasOwn(tree, key))) {
    const message = 'expected the JSON of an EAS service, with metadata and cloud.computing';
    return failure({ at: position([]), message });
  }
  const reader = new EasReader(document.value);
  const service = readService(reader);
  if (reader.issues.length > 0) return failure(...reader.issues);
  const { origins, warnings } = reader;
  return success({ service, warnings, origins, position: (source) => position(source) });
}

/** Keys that are carried over as they stand. */
const PLAIN: readonly (readonly [source: Path, key: string])[] = [
  [['metadata', 'name'], 'name'],
  [['metadata', 'instance'], 'replicas'], // R27
  [['metadata', 'disk'], 'disk'], // R28
  [['metadata', 'resource_rebalancing'], 'rebalancing'],
  [['metadata', 'rolling_strategy', 'max_surge'], 'maxSurge'],
  [['metadata', 'rolling_strategy', 'max_unavailable'], 'maxUnavailable'],
];

function readService(reader: EasReader): Readonly<Record<string, unknown>> {
  const service: Record<string, unknown> = {};
  for (const part of [['metadata'], ['metadata', 'rolling_strategy'], ['cloud'], ['cloud', 'computing']]) {
    reader.map(part);
  }
  for (const [source, key] of PLAIN) {
    const value = reader.take(source, [key]);
    if (value !== undefined) service[key] = value;
  }
  const instances = readInstances(reader);
  if (instances !== undefined) service['instances'] = instances;
  const unprotected = reader.take(['cloud', 'computing', 'disable_spot_protection_period'], ['protection']);
  if (unprotected !== undefined)
    service['protection'] = typeof unprotected === 'boolean' ? !unprotected : unprotected; // R26
  const autoscaling = readAutoscaling(reader);
  if (autoscaling !== undefined) service['autoscaling'] = autoscaling;
  warnOfTheRest(reader);
  return service;
}
