import { basename } from 'node:path';
import { formatDuration } from '../../index.js';
import type { ListedEntry } from './listed-entry.js';
import type { Plan, PoolPlan } from './plan.js';
import { rounded } from './plan.js';
import { lifetimeText, priceText, stockText } from './pool-text.js';
import type { PoolNaming } from './pool-text.js';
import { serviceText } from './service-text.js';
import { aligned, yaml } from './yaml-text.js';
import type { Line } from './yaml-text.js';

/** How the scenario is called, and how it names its histories. */
export interface Naming extends PoolNaming {
  readonly name: string;
}

const WEEK = 7 * 86_400;
const MONTH = 30 * 86_400;
const LONGEST = 3653 * 86_400;

/** The scenario as commented YAML. */
export function scenarioText(plan: Plan, naming: Naming): string {
  const blocks = [headText(plan, naming), poolsText(plan, naming), dedicatedText(plan)];
  const all = [...blocks, serviceText(plan), variantsText(plan)].filter((lines) => lines.length > 0);
  return `${all.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headText(plan: Plan, { name }: Naming): string[] {
  const { inputs, provider, currency } = plan;
  const { duration, why } = durationOf(plan);
  const used = [...inputs.histories.map(({ path }) => path), ...inputs.catalogues.map(({ file }) => file)];
  const from = [inputs.source, ...used.map((path) => basename(path))];
  const first = plan.pools.find(({ history }) => history !== undefined)?.history;
  const lines: Line[] = [
    ['version: 1'],
    [`name: ${yaml(name)}`],
    ['description: What does this service cost on spot, and how often is it interrupted?'],
    ['seed: 1', 'another seed, another market (histories stay as they are)'],
  ];
  if (first !== undefined && first.prices.series.undated !== true)
    lines.push([`start: ${first.facts.from}`, 'where the history begins']);
  lines.push([`duration: ${formatDuration(duration)}`, why], [`currency: ${currency}`]);
  lines.push([`provider: ${provider}`, 'the preset of rules: notice, protection, billing']);
  return [
    `# Made by spotsim init from ${[...new Set(from)].join(', ').replace(/[\r\n]/g, ' ')}.`,
    '# Lines marked GUESS state what the files do not tell: put your own values there.',
    ...aligned([...lines, ...exceptionLines(plan)]),
  ];
}

function exceptionLines({ inputs, breaksOrder }: Plan): Line[] {
  const disk = inputs.service?.['disk'];
  const size = typeof disk === 'number' ? disk : typeof disk === 'string' ? parseInt(disk, 10) : 0;
  return [...(breaksOrder ? [ORDER] : []), ...(size > FREE_DISK ? [DISK] : [])];
}

const FREE_DISK = 30;
const ORDER: Line = ['rules: { priceOrder: none }', 'the history rises to the standard price or above it'];
const DISK: Line = ['prices: { diskGiBHour: 0.00005 }', 'GUESS: per GiB above the free 30'];

/** As long as the shortest history, in whole hours where it has many. */
function durationOf({ pools }: Plan): { duration: number; why?: string } {
  const spans = pools.flatMap(({ history }) => (history === undefined ? [] : [history.facts.span]));
  if (spans.length === 0) return { duration: MONTH };
  const shortest = Math.min(...spans, LONGEST);
  if (shortest <= 0) return { duration: WEEK, why: 'the history has one instant only, whose price holds' };
  return {
    duration: shortest < 86_400 ? shortest : shortest - (shortest % 3600),
    why: 'what the history covers',
  };
}

function poolsText(plan: Plan, naming: Naming): string[] {
  return ['pools:', ...plan.pools.flatMap((pool) => poolText(pool, plan, naming))];
}

function poolText(pool: PoolPlan, { currency }: Plan, naming: Naming): string[] {
  const { name, type, region, zone, weight, standard } = pool;
  return [
    `  - name: ${yaml(name)}`,
    `    type: ${yaml(type)}`,
    `    region: ${yaml(region)}`,
    `    zone: ${yaml(zone)}`,
    `    standardPrice: ${standard.price}  # ${currency} per instance-hour, ${standard.why}`,
    ...(weight === undefined || weight === 1
      ? []
      : [`    weight: ${weight}  # serving capacity relative to the others, by size`]),
    ...priceText(pool, naming),
    ...stockText(pool),
    ...lifetimeText(pool),
  ];
}

function dedicatedText({ entries, pools }: Plan): string[] {
  const groups = new Map(
    entries.filter(({ dedicated }) => dedicated).map((entry) => [entry.from ?? 'machines', entry]),
  );
  if (groups.size === 0) return [];
  const price = pools[0]?.standard.price ?? 1;
  const lines = [...groups].map(([name, { written }]) => {
    const machines = typeof written['capacity'] === 'number' ? written['capacity'] : 1;
    return `  - ${yaml({ name, type: pools[0]?.type ?? 'machine', machines, price })}  # GUESS: type, number and price`;
  });
  return ['dedicated:  # billed from purchase, used or not', ...lines];
}

/** Two questions that most ask next. */
function variantsText(plan: Plan): string[] {
  const { entries, inputs } = plan;
  const spot = entries.findIndex(({ spotPriceLimit }) => typeof spotPriceLimit === 'number');
  const limit = entries[spot]?.spotPriceLimit;
  const lines: string[] = [];
  const add = (name: string, key: string, value: ListedEntry['spotPriceLimit'] | boolean): void => {
    lines.push(`  - { name: ${name}, set: { ${JSON.stringify(`services.0.${key}`)}: ${value} } }`);
  };
  if (typeof limit === 'number')
    add('higher-ceiling', `instances.${spot}.spotPriceLimit`, rounded(limit * 1.5));
  const shielded = inputs.service?.['protection'] !== false;
  if (plan.provider !== 'aws-ec2' && spot >= 0)
    add(shielded ? 'no-protection' : 'protection', 'protection', !shielded);
  return lines.length === 0 ? [] : ['variants:  # spotsim run --variants shows them side by side', ...lines];
}
