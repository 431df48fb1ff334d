import type { BinnedSteps, PreemptionMark } from '../../metrics/index.js';
import type { RunHistory } from '../../model/index.js';
import { formatDuration } from '../../units/index.js';
import { count, counted, price as shownPrice } from '../numbers.js';
import { figure, text, xAxis, yAxis } from './frame.js';
import type { Drawing, Size } from './frame.js';
import { CAUSES, legend, lineKey, mark, markKey, px } from './marks.js';
import type { Key } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { niceRange, numberScale } from '../scale.js';
import type { Scale } from '../scale.js';
import { stepPath } from './step-path.js';
import { timePlot } from './time-plot.js';

type Pool = RunHistory['pools'][number];

interface Setting {
  readonly pool: Pool;
  readonly price: BinnedSteps;
  /** Where units of this pool are protected: what their ceilings are held against. */
  readonly protectedPrice: BinnedSteps | null;
  readonly ceilings: readonly Level[];
  readonly horizon: number;
  readonly currency: string;
}

interface Level {
  readonly value: number;
  readonly text: string;
  readonly classes: string;
}

/** Prices of a pool over time with the ceilings in it, and above them when units were taken back, by cause. */
export function priceChart(
  pool: Pool,
  { horizonSeconds, currency }: { readonly horizonSeconds: number; readonly currency: string },
): Markup | undefined {
  if (pool.price === null) return undefined;
  const isProtected = pool.ceilings.some(({ tier }) => tier === 'protected');
  const setting: Setting = {
    ...{ pool, price: pool.price, horizon: horizonSeconds, currency },
    protectedPrice: isProtected ? pool.protectedPrice : null,
    ceilings: levelsOf(pool),
  };
  const taken = pool.preemptions.reduce((sum, mark) => sum + mark.count, 0);
  const marks = counted(taken, 'preemption');
  return figure({
    caption: `${pool.name}: market price over time; ${pool.ceilings.length === 0 ? 'no service has a ceiling below the standard price here' : 'dashed, the ceilings of services in it'}; ${taken === 0 ? 'no preemptions' : `${marks}, marked above`}.`,
    label: labelOf(setting, marks),
    legend: legend(keysOf(setting)),
    draw: (size) => draw(setting, size),
  });
}

/** One line per distinct ceiling: services that share it share the line. */
function levelsOf({ ceilings, standardPrice }: Pool): readonly Level[] {
  const services = new Map<number, Set<string>>();
  for (const { ceiling, service } of ceilings)
    services.set(ceiling, (services.get(ceiling) ?? new Set()).add(service));
  const limits = [...services].slice(0, 5).map(([value, names]) => ({
    value,
    text: `ceiling ${plain(value)} (${[...names].slice(0, 3).join(', ')}${names.size > 3 ? ', …' : ''})`,
    classes: 'line s1 dashed',
  }));
  return [
    ...limits,
    { value: standardPrice, text: `standard price ${plain(standardPrice)}`, classes: 'line s5 dotted' },
  ];
}

const plain = (value: number): string => String(Number(value.toPrecision(6)));

function labelOf({ pool, price, currency }: Setting, marks: string): string {
  const known = price.least.filter((value) => !Number.isNaN(value));
  const low = known.reduce((a, b) => Math.min(a, b), Infinity);
  const high = price.most.reduce((a, b) => (Number.isNaN(b) ? a : Math.max(a, b)), -Infinity);
  return `Price of ${pool.name}: between ${shownPrice(low)} and ${shownPrice(high)} ${currency} per hour, ${marks}.`;
}

function keysOf({ pool, protectedPrice, ceilings }: Setting): readonly Key[] {
  const seen = CAUSES.filter(({ cause }) => pool.preemptions.some((one) => one.cause === cause));
  return [
    lineKey('line s0', protectedPrice === null ? 'market price' : 'market price without protection'),
    ...(protectedPrice === null ? [] : [lineKey('line s2 thin', 'market price with protection')]),
    ...ceilings.map((level) => lineKey(level.classes, level.text)),
    ...seen.map(({ cause, shape, series }) => markKey(shape, `fill s${series}`, `preempted by ${cause}`)),
  ];
}

function draw(setting: Setting, size: Size): Drawing {
  const { price, protectedPrice, ceilings, horizon, currency, pool } = setting;
  const narrow = size.name === 'narrow';
  const height = narrow ? 240 : 280;
  const range = niceRange(
    [
      ...price.least,
      ...price.most,
      ...(protectedPrice?.most ?? []),
      ...ceilings.map(({ value }) => value),
      0,
    ],
    5,
  );
  const strip = 14 * Math.max(1, new Set(pool.preemptions.map(({ cause }) => cause)).size);
  const top = 22 + strip;
  const bottom = height - 40;
  const y = numberScale(range, [bottom, top], narrow ? 4 : 6);
  const { plot, x, places, shown } = timePlot(size, { y, top, bottom, horizon });
  const line = (d: string, classes: string): Markup => tag('path', { d, class: classes });
  return {
    height,
    content: [
      yAxis(y, plot, `${currency} per hour`),
      xAxis(x, plot),
      text('time since the start', plot.right, height - 5, 'end'),
      ceilings.map(({ value, classes }) =>
        line(`M${px(plot.left)} ${px(y.at(value))}H${px(plot.right)}`, classes),
      ),
      protectedPrice === null ? null : line(stepPath(shown(protectedPrice), places), 'line s2 thin'),
      line(stepPath(shown(price), places), 'line s0'),
      preemptionMarks(setting, x),
    ],
  };
}

function preemptionMarks({ pool, price, horizon }: Setting, x: Scale): Content {
  const columns = price.first.length;
  const rows = CAUSES.filter(({ cause }) => pool.preemptions.some((one) => one.cause === cause));
  return rows.map(({ cause, shape, series }, row) =>
    pool.preemptions
      .filter((one) => one.cause === cause)
      .map((one) => {
        const at = ((one.column + 0.5) * horizon) / columns;
        return mark(shape, { x: x.at(at), y: 24 + row * 14 }, `fill s${series}`, titleOf(one, at));
      }),
  );
}

const titleOf = ({ cause, count: number }: PreemptionMark, at: number): string =>
  `${count(number)} by ${cause}, about ${formatDuration(Math.round(at / 60) * 60)}`;
