import type { ListedEntry } from './listed-entry.js';
import type { Plan } from './plan.js';
import { aligned, yaml } from './yaml-text.js';
import type { Line } from './yaml-text.js';

const COMMENTS: Readonly<Record<string, string>> = {
  replicas: 'instances that are wanted',
  protection: 'one hour in which spot instances are not taken back',
  disk: 'system disk; 30 GiB are free',
  rebalancing: 'whether replicas move back to better entries',
};
const FIRST = ['name', 'region', 'replicas', 'instances'];

/** The service, its list of instances first. */
export function serviceText({ inputs, entries, region, provider, currency }: Plan): string[] {
  const service = inputs.service ?? {};
  const name = typeof service['name'] === 'string' ? service['name'] : 'service';
  const rest = Object.entries(service).filter(([key]) => !FIRST.includes(key));
  const line = (key: string, value: unknown): Line => [`    ${key}: ${yaml(value)}`, COMMENTS[key]];
  const list = entries.map(
    (entry, index) =>
      [
        `      - ${yaml(entry.written)}`,
        commentOn(entry, currency, inputs.service === undefined && index === 0),
      ] as const,
  );
  const protection = provider === 'aws-ec2' || 'protection' in service ? [] : [line('protection', true)];
  return [
    'services:',
    ...aligned([
      [`  - name: ${yaml(name)}`],
      [`    region: ${yaml(region)}`],
      line('replicas', service['replicas'] ?? 1),
    ]),
    '    instances:  # every replica takes the first entry that price and stock allow',
    ...aligned(list),
    ...aligned([...rest.map(([key, value]) => line(key, value)), ...protection]),
    '    startup: 3m  # GUESS: from getting an instance to serving',
  ];
}

function commentOn({ dedicated, spotPriceLimit }: ListedEntry, currency: string, suggested: boolean): string {
  if (dedicated) return 'our own machines';
  if (spotPriceLimit === undefined) return 'standard: pay as you go';
  if (spotPriceLimit === 'market') return 'spot at any price up to the standard one';
  return `spot, up to ${spotPriceLimit} ${currency} per hour${suggested ? ' (p95 of the history, at most standard)' : ''}`;
}
