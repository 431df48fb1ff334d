import { normalTwoSided } from './normal.js';

export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Interval of a probability from `hits` of `n` trials. It stays inside [0, 1], and says something even of 0 or n
 * hits. Source: E. B. Wilson, JASA 22 (1927) 209-212.
 */
export function wilsonInterval(hits: number, n: number, confidence = 0.95): ShareInterval {
  const z = normalTwoSided(confidence);
  const share = hits / n;
  const weight = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / weight;
  const half = (z / weight) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    share,
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === n ? 1 : Math.min(1, centre + half),
  };
}
