import * as z from 'zod';
import { formatDuration } from '../../units/index.js';
import { PRESETS, PROVIDERS, type Rules } from '../presets.js';
import { decimal, expecting } from './numbers.js';
import { duration } from './quantities.js';

const lifetime = z
  .union([z.literal('none'), duration(1)], { error: expecting('none or a duration such as 24h') })
  .transform((value) => (value === 'none' ? null : value));

/** Each rule may be absent; the provider's preset then holds, as its description lists. */
export const rulesSchema = z
  .strictObject({
    notice: rule('notice', duration(), 'How long a replica still serves between the notice and its release.'),
    checkInterval: rule(
      'checkInterval',
      duration(),
      'Past its protection a replica is held against the price this often; 0s: at every change.',
    ),
    protection: rule(
      'protection',
      duration(),
      'The protection period of spot replicas that have one; 0s: the provider has none.',
    ),
    protectionPriceRatio: rule(
      'protectionPriceRatio',
      decimal({ above: 0, max: 1 }),
      'The price without protection divided by that with it, above 0 and at most 1.',
    ),
    protectionPricing: rule(
      'protectionPricing',
      z.enum(['locked', 'floating']),
      'What is charged within the protection period: the price at its start, or the market price.',
    ),
    capAtCeiling: rule(
      'capAtCeiling',
      z.boolean(),
      'Whether a replica held above its ceiling (in notice, between two checks) is charged its ceiling only.',
    ),
    priceOrder: rule(
      'priceOrder',
      z.enum(['enforce', 'none']),
      'Whether no protection < protected < standard holds at every instant (R17). enforce needs a protectionPriceRatio below 1.',
    ),
    reallocateOn: rule(
      'reallocateOn',
      z.enum(['release', 'notice']),
      'When the replacement of a reclaimed replica is asked for (R25).',
    ),
    standardDisplacesSpot: rule(
      'standardDisplacesSpot',
      z.enum(['background', 'all']),
      "Whose standard demand evicts our spot replicas: other customers' only, or that of our other services too.",
    ),
    billingStart: rule(
      'billingStart',
      z.enum(['running', 'provisioned']),
      'Compute is billed from the replica being ready and its service running, or from its acquisition.',
    ),
    billingIncrement: rule(
      'billingIncrement',
      duration(1),
      "The unit that a replica's billed time is rounded up to.",
    ),
    interruptedFree: rule(
      'interruptedFree',
      z.enum(['none', 'first-hour', 'last-increment']),
      'What is not charged of a replica that the provider took.',
    ),
    grace: rule('grace', duration(), 'How long a replica drains when its service lets it go.'),
    priceReclaim: rule(
      'priceReclaim',
      z.boolean(),
      'Whether a price above the ceiling takes a running replica.',
    ),
    maxLifetime: rule(
      'maxLifetime',
      lifetime,
      'The age at which the provider takes any spot replica, or none.',
    ),
    rebalancePeriod: rule(
      'rebalancePeriod',
      duration(1),
      'How often a service with rebalancing looks for a better entry.',
    ),
  })
  .meta({ id: 'Rules' });

function rule<K extends keyof Rules, S extends z.ZodType>(
  key: K,
  schema: S,
  description: string,
): z.ZodExactOptional<S> {
  return schema.exactOptional().describe(`${description} Default by provider: ${defaults(key)}.`);
}

/** `5m (pai-eas, alibaba-ecs), 2m (aws-ec2)`, or the one value of all. */
function defaults(key: keyof Rules): string {
  const byValue = new Map<string, string[]>();
  for (const provider of PROVIDERS) {
    const value = show(key, PRESETS[provider][key]);
    byValue.set(value, [...(byValue.get(value) ?? []), provider]);
  }
  const groups = [...byValue];
  return groups.length === 1
    ? groups[0][0]
    : groups.map(([value, names]) => `${value} (${names.join(', ')})`).join(', ');
}

function show(key: keyof Rules, value: Rules[keyof Rules]): string {
  if (value === null) return 'none';
  return typeof value === 'number' && key !== 'protectionPriceRatio' ? formatDuration(value) : String(value);
}
