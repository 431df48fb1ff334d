import { DAY, weekday } from '../../units/index.js';
import { fitAutoregression, type Autoregression } from './autoregression.js';
import { fromLog, plain, written, type Fit, type FittedParameter, type Unfitted } from './fit.js';
import type { Sample } from './sample.js';

const PROCESS = 'ornstein-uhlenbeck';
const NEVER: Omit<Unfitted, 'process'> = { reason: 'the price hardly ever changes' };

/** An Ornstein-Uhlenbeck log price by exact maximum likelihood on the grid; `begins` as in `fitAutoregression`. */
export function fitOrnsteinUhlenbeck(sample: Sample, begins?: (segment: number) => boolean): Fit | Unfitted {
  const centre = centreOf(sample.grid);
  const found = fitAutoregression(shifted(sample.grid, centre), sample.interval, () => [1], begins);
  if (found === undefined) return { process: PROCESS, ...NEVER };
  const parameters = baseParameters(found, centre);
  return {
    process: PROCESS,
    price: { process: PROCESS, ...entryOf(parameters), ...ticksOf(sample) },
    parameters,
    method: 'exact maximum likelihood on the grid',
    likelihood: found.likelihood,
    notes: notesOn(found, sample),
  };
}

/** The same with a daily and a weekly wave in the mean (each only where the history is long enough to tell). */
export function fitSeasonalOrnsteinUhlenbeck(sample: Sample): Fit | Unfitted {
  const process = `${PROCESS} with season`;
  const centre = centreOf(sample.grid);
  const periods = wavesOf(sample);
  if (periods.length === 0) return { process, reason: 'a season needs at least three days without a gap' };
  const found = fitAutoregression(
    shifted(sample.grid, centre),
    sample.interval,
    regressorsOf(sample, periods),
  );
  if (found === undefined) return { process, ...NEVER };
  const base = baseParameters(found, centre);
  const waves = periods.map((wave, index) => ({ ...wave, parameters: waveParameters(found, wave, index) }));
  const season = Object.fromEntries(waves.map(({ name, parameters }) => [name, entryOf(parameters)]));
  return {
    process,
    price: {
      process: PROCESS,
      ...entryOf(base),
      season: { ...season, timezone: zoneText(sample.offset) },
      ...ticksOf(sample),
    },
    parameters: [
      ...base,
      ...waves.flatMap(({ name, parameters }) =>
        parameters.map((one) => ({ ...one, path: `season.${name}.${one.path}` })),
      ),
    ],
    method: 'exact maximum likelihood of a regression with autoregressive errors',
    likelihood: found.likelihood,
    notes: notesOn(found, sample),
  };
}

/** `interval` and `round` as an entry has them. */
export const ticksOf = ({ interval, round }: Sample): Readonly<Record<string, unknown>> => ({
  interval: written(interval, 'duration'),
  ...(round === undefined ? {} : { round }),
});

/** Parameters as an entry has them, by path; only for paths without dots. */
export const entryOf = (parameters: readonly FittedParameter[]): Readonly<Record<string, number | string>> =>
  Object.fromEntries(parameters.map(({ path, value, unit }) => [path, written(value, unit)]));

/** Products of numbers near 0 lose nothing: the mean of the logs, to be added again. */
export function centreOf(grid: readonly Float64Array[]): number {
  const points = grid.reduce((sum, logs) => sum + logs.length, 0);
  return grid.reduce((sum, logs) => sum + logs.reduce((part, x) => part + x, 0), 0) / points;
}

const shifted = (grid: readonly Float64Array[], by: number): readonly Float64Array[] =>
  grid.map((logs) => logs.map((x) => x - by));

function baseParameters(
  { coefficients, logSigma, logReversion, errors }: Autoregression,
  centre: number,
): FittedParameter[] {
  const waves = coefficients.length;
  return [
    fromLog('median', 'price', coefficients[0] + centre, errors?.[0]),
    fromLog('sigma', 'number', logSigma, errors?.[waves]),
    fromLog('reversion', 'rate', logReversion, errors?.[waves + 1]),
  ];
}

function notesOn({ logReversion }: Autoregression, { interval }: Sample): readonly string[] {
  const decay = Math.exp(logReversion) * interval;
  return decay > 5 ? ['neighbours on the grid are uncorrelated: the reversion is only known to be fast'] : [];
}

interface Period {
  readonly name: 'daily' | 'weekly';
  readonly seconds: number;
}

const PERIODS: readonly Period[] = [
  { name: 'daily', seconds: DAY },
  { name: 'weekly', seconds: 7 * DAY },
];

const wavesOf = ({ segments, interval }: Sample): readonly Period[] => {
  const covered = segments.reduce((sum, { at, until }) => sum + until - at[0], 0);
  return PERIODS.filter(({ seconds }) => covered >= 3 * seconds && interval * 4 <= seconds);
};

/** Seconds since local midnight, or since Monday 00:00. */
function phaseOf(second: number, offset: number, period: Period): number {
  const local = second + offset;
  const day = Math.floor(local / DAY);
  const since = local - day * DAY;
  return period.name === 'daily' ? since : ((weekday(day) + 6) % 7) * DAY + since;
}

const regressorsOf =
  ({ segments, interval, offset }: Sample, periods: readonly Period[]) =>
  (segment: number, point: number): readonly number[] => {
    const second = segments[segment].at[0] + point * interval;
    return [
      1,
      ...periods.flatMap((period) => {
        const angle = (2 * Math.PI * phaseOf(second, offset, period)) / period.seconds;
        return [Math.cos(angle), Math.sin(angle)];
      }),
    ];
  };

/** a cos + b sin as amplitude and peak, errors by the delta method. */
function waveParameters(found: Autoregression, { seconds }: Period, index: number): FittedParameter[] {
  const at = 1 + 2 * index;
  const [a, b] = [found.coefficients[at], found.coefficients[at + 1]];
  const amplitude = Math.hypot(a, b);
  const turn = Math.atan2(b, a) / (2 * Math.PI);
  const [ea, eb] = [found.errors?.[at], found.errors?.[at + 1]];
  const known = ea !== undefined && eb !== undefined && amplitude > 0;
  const radial = known ? Math.hypot(a * ea, b * eb) / amplitude : null;
  const across = known ? Math.hypot(b * ea, a * eb) / (amplitude * amplitude) : null;
  return [
    { path: 'amplitude', unit: 'number', value: amplitude, error: radial },
    {
      path: 'peak',
      unit: 'duration',
      value: Math.round(seconds * (turn - Math.floor(turn))) % seconds,
      error: across === null ? null : plain((across * seconds) / (2 * Math.PI)),
    },
  ];
}

function zoneText(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.abs(offset) / 60;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
