/** One measured zone: all times in hours. */
export interface ZonePreset {
  readonly availability: number;
  readonly meanUp: number;
  readonly meanDown: number;
  /** Maximum-likelihood lognormal of the spells. */
  readonly up: { readonly median: number; readonly sigma: number };
  readonly down: { readonly median: number; readonly sigma: number };
}

const zone = (
  [availability, meanUp, meanDown]: readonly [number, number, number],
  [upMedian, upSigma]: readonly [number, number],
  [downMedian, downSigma]: readonly [number, number],
): ZonePreset => ({
  availability,
  meanUp,
  meanDown,
  up: { median: upMedian, sigma: upSigma },
  down: { median: downMedian, sigma: downSigma },
});

/**
 * Availability of spot GPUs as it was probed: p3.2xlarge (V100) in nine zones of AWS, 45.5 days from 15 February 2023,
 * one probe each 195 s. Source: the traces of skypilot-org/spot-traces; spells measured and fitted by us, lognormal
 * before Weibull before exponential by AIC in every zone. Columns: [availability, mean up h, mean down h],
 * [median, sigma] of the up spells, [median, sigma] of the down spells. How a process is made of them, and what of a row
 * it keeps: docs/models/stock-preset.md.
 */
export const STOCK_PRESETS = {
  'aws-v100-2023-us-east-1a': zone([0.167, 0.72, 3.58], [0.42, 0.93], [0.81, 1.59]),
  'aws-v100-2023-us-east-1c': zone([0.467, 1.48, 1.69], [0.59, 1.2], [0.7, 1.27]),
  'aws-v100-2023-us-east-1d': zone([0.447, 1.66, 2.05], [0.66, 1.22], [0.78, 1.27]),
  'aws-v100-2023-us-east-1f': zone([0.591, 2.26, 1.56], [0.72, 1.39], [0.59, 1.28]),
  'aws-v100-2023-us-east-2a': zone([0.759, 5.68, 1.8], [1.26, 1.67], [0.68, 1.32]),
  'aws-v100-2023-us-east-2b': zone([0.682, 4.26, 1.98], [1.3, 1.58], [0.83, 1.32]),
  'aws-v100-2023-us-west-2a': zone([0.883, 6.06, 0.81], [1.27, 1.66], [0.49, 0.89]),
  'aws-v100-2023-us-west-2b': zone([0.905, 10.4, 1.1], [1.49, 1.9], [0.59, 1.05]),
  'aws-v100-2023-us-west-2c': zone([0.891, 6.81, 0.84], [1.27, 1.7], [0.47, 0.95]),
} as const satisfies Readonly<Record<string, ZonePreset>>;

export type StockPresetName = keyof typeof STOCK_PRESETS;

export const STOCK_PRESET_NAMES = Object.keys(STOCK_PRESETS) as [StockPresetName, ...StockPresetName[]];
