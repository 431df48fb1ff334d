import type { Path } from '../path.js';
import type { EasReader } from './reader.js';

/** Parts of an EAS service that would change the outcome and that the import leaves out; all others do not matter. */
const UNSIMULATED: readonly (readonly [source: Path, hint: string])[] = [
  [['cronscale'], 'write it as autoscaling.schedule'],
  [['metadata', 'cpu'], 'name instance types under cloud.computing'],
  [['metadata', 'memory'], 'name instance types under cloud.computing'],
  [['metadata', 'gpu'], 'name instance types under cloud.computing'],
  [['metadata', 'quota_id'], 'quotas of Lingjun resources are not simulated'],
  [['metadata', 'eas.termination_grace_period'], 'set rules.grace'],
  [['metadata', 'eas', 'termination_grace_period'], 'set rules.grace'],
  [['runtime', 'termination_grace_period'], 'set rules.grace'],
  [['features', 'eas.aliyun.com/extra-ephemeral-storage'], 'add it to disk'],
  [['scheduling', 'spread'], 'placement follows zonePolicy'],
];

/** The default drain of EAS: stating it changes nothing. */
const DEFAULT_GRACE = 30;

export function warnOfTheRest(reader: EasReader): void {
  for (const [source, hint] of UNSIMULATED) {
    const value = reader.at(source);
    if (value === undefined || value === DEFAULT_GRACE) continue;
    const sized = ['cpu', 'memory', 'gpu'].includes(String(source[1]));
    if (sized && reader.at(['cloud', 'computing']) !== undefined) continue;
    reader.warn(source, `${String(source.at(-1))} is not simulated`, hint);
  }
}
