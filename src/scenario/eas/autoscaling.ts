import { child, isTree, type Path } from '../path.js';
import type { EasReader } from './reader.js';

const AUTOSCALER: Path = ['autoscaler'];

/** `autoscaler {min, max, strategies: {qps: 10}, behavior}`, or the `scaleStrategies` of the API. */
export function readAutoscaling(reader: EasReader): Readonly<Record<string, unknown>> | undefined {
  const autoscaler = reader.map(AUTOSCALER);
  if (autoscaler === undefined) return undefined;
  reader.take(AUTOSCALER, ['autoscaling']);
  const read: Record<string, unknown> = {};
  const put = (key: string, source: Path): void => {
    const value = reader.take([...AUTOSCALER, ...source], ['autoscaling', key]);
    if (value !== undefined) read[key] = value;
  };
  put('min', ['min']);
  put('max', ['max']);
  put('scaleUpWindow', ['behavior', 'scaleUp', 'stabilizationWindowSeconds']);
  put('scaleDownWindow', ['behavior', 'scaleDown', 'stabilizationWindowSeconds']);
  readStrategy(reader, read);
  if (reader.at([...AUTOSCALER, 'behavior', 'onZero']) !== undefined && read['min'] === 0) {
    reader.warn(
      [...AUTOSCALER, 'behavior', 'onZero'],
      'the grace period of scaling to zero is not simulated',
    );
  }
  return read;
}

function readStrategy(reader: EasReader, read: Record<string, unknown>): void {
  const strategies = reader.at([...AUTOSCALER, 'strategies']);
  const listed = reader.at([...AUTOSCALER, 'scaleStrategies']);
  const found: [metric: unknown, source: Path][] = [];
  if (isTree(strategies))
    for (const metric of Object.keys(strategies)) found.push([metric, ['strategies', metric]]);
  if (Array.isArray(listed)) {
    listed.forEach((item, i) => found.push([child(item, 'metricName'), ['scaleStrategies', i, 'threshold']]));
  }
  if (found.length === 0) return;
  const [metric, source] = found[0];
  read['metric'] = metric;
  reader.origins.push({ path: ['autoscaling', 'metric'], source: [...AUTOSCALER, ...source] });
  const target = reader.take([...AUTOSCALER, ...source], ['autoscaling', 'target']);
  if (target !== undefined) read['target'] = target;
  if (found.length > 1) {
    const message = `only the first of ${found.length} autoscaling metrics is simulated (${String(metric)})`;
    reader.warn([...AUTOSCALER, ...found[1][1]], message);
  }
}
