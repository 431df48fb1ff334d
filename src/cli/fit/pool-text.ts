import { compile, failure, fromMicro, parseScenario, success, writtenErrors } from '../../index.js';
import type { HistoryFit, Result } from '../../index.js';
import { fileAssets } from '../../node/index.js';
import { aligned, yaml } from '../init/yaml-text.js';
import type { OpenedHistory } from './history-file.js';

/** What the entry says beside the price. */
export interface PoolNaming {
  readonly name: string | undefined;
  /** Micro-units per hour. */
  readonly standardPrice: number | undefined;
  /** Draw the parameters anew in each replication, from their standard errors. */
  readonly uncertainty: boolean;
  /** Folder that files of the entry are named from. */
  readonly folder: string;
}

/** A `pools:` entry with the fitted price, as commented YAML; checked as part of a scenario before it is given out. */
export function poolText(fit: HistoryFit, opened: OpenedHistory, naming: PoolNaming): Result<string> {
  const { chosen, description } = fit;
  const { labels, currency = 'USD', standardPrice: listed } = opened.prices;
  const zone = labels.zone ?? 'zone-a';
  const type = labels.instanceType ?? 'instance';
  const known = naming.standardPrice ?? listed;
  const standard = known ?? 3 * description.quantiles.p50;
  const breaksOrder = (description.max * 10) / 9 + 1 >= standard;
  const price = priceOf(fit, naming.uncertainty);
  if (!price.ok) return price;
  const lines = [
    `# Made by spotsim fit from ${opened.prices.file}: ${chosen.process}, ${chosen.method}.`,
    ...(breaksOrder
      ? ['# The history is not always below the standard price: say rules: { priceOrder: none }.']
      : []),
    ...(fit.changed ? ['# The market changed in between: see the report.'] : []),
    'pools:',
    ...aligned([
      [`  - name: ${yaml(naming.name ?? `${zone}/${type}`)}`],
      [`    type: ${yaml(type)}`, labels.instanceType === undefined ? 'GUESS' : undefined],
      [`    region: ${yaml(zone.replace(/-?[a-z]$/, '') || zone)}`],
      [`    zone: ${yaml(zone)}`, labels.zone === undefined ? 'GUESS' : undefined],
      [
        `    standardPrice: ${Number(fromMicro(standard).toPrecision(6))}`,
        `${currency} per instance-hour${known === undefined ? ', GUESS: three times the median; --standard-price sets it' : ''}`,
      ],
    ]),
    '    price:',
    ...Object.entries(price.value).map(([key, value]) => `      ${key}: ${yaml(value)}`),
  ];
  const text = `${lines.join('\n')}\n`;
  const fault = faultOf(text, breaksOrder, naming.folder);
  return fault ?? success(text);
}

function priceOf({ chosen }: HistoryFit, uncertainty: boolean): Result<Readonly<Record<string, unknown>>> {
  if (!uncertainty) return success(chosen.price);
  const standardErrors = writtenErrors(chosen);
  if (Object.keys(standardErrors).length > 0)
    return success({ ...chosen.price, uncertainty: 'fitted', standardErrors });
  return failure({
    at: { file: '--uncertainty' },
    message: `the fit of ${chosen.process} has no standard errors`,
    hint: 'leave the option out, or choose another process by --process',
  });
}

/** Why the entry would be refused in a scenario; undefined if it would not. */
function faultOf(text: string, breaksOrder: boolean, folder: string): Result<never> | undefined {
  const rules = breaksOrder ? 'rules: { priceOrder: none }\n' : '';
  const scenario = `version: 1\nname: fit\nstart: 2026-01-01T00:00:00Z\nduration: 1d\n${rules}${text}`;
  const read = (file: string): Result<string> => failure({ at: { file }, message: 'not read' });
  const parsed = parseScenario({ name: 'the new pool', text: scenario }, { read });
  const compiled = parsed.ok ? compile(parsed.value, fileAssets(folder)) : parsed;
  return compiled.ok ? undefined : failure(...compiled.issues);
}
