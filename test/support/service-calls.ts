import type { ServiceMetrics } from '../../src/metrics/index.js';
import { acquisition, type Call } from './calls.js';
import { measure } from './measure.js';

// Short forms of the calls about service 0, for stories told by hand; the end is at 1000.
export const got = (replica: number, at: number, facts: Parameters<typeof acquisition>[0] = {}): Call => [
  'acquired',
  at,
  acquisition({ replica, ...facts }),
];
export const ready = (replica: number, at: number): Call => ['ready', at, 0, replica];
export const gone = (
  replica: number,
  at: number,
  cause: 'price' | 'stock' | 'outage' | 'scale' = 'price',
): Call => ['released', at, 0, replica, cause];
export const wants = (at: number, replicas: number): Call => ['desired', at, 0, replicas];

export function service(
  calls: readonly Call[],
  more: Partial<Parameters<typeof measure>[0]> = {},
): ServiceMetrics {
  return measure({ end: 1000, calls, ...more }).services['s0'];
}
