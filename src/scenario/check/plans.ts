import { under, type Fault } from '../fault.js';
import { child, itemsOf } from '../path.js';
import { texts, textAt, type World } from '../world.js';
import { duplicateNames, unknownName } from './names.js';

/** Faults of demand and plans that no single key shows. */
export function checkPlans(tree: unknown, world: World): readonly Fault[] {
  return [
    ...duplicateNames(tree, 'demand'),
    ...duplicateNames(tree, 'plans'),
    ...itemsOf(tree, 'demand').flatMap((demand, i) =>
      chainFaults(demand, world).map((fault) => under(fault, ['demand', i])),
    ),
    ...sharedServices(tree),
    ...itemsOf(tree, 'plans').flatMap((plan, i) =>
      planFaults(plan, tree, world).map((fault) => under(fault, ['plans', i])),
    ),
  ];
}

/** The replicas of a service serve one plan; demands can share it. */
function sharedServices(tree: unknown): readonly Fault[] {
  const first = new Map<string, string | undefined>();
  return itemsOf(tree, 'plans').flatMap((plan, i): readonly Fault[] => {
    const service = textAt(plan, 'service');
    if (textAt(plan, 'kind') !== 'eas' || service === undefined) return [];
    if (!first.has(service)) {
      first.set(service, textAt(plan, 'name'));
      return [];
    }
    const message = `the service ${JSON.stringify(service)} stands behind the plan ${JSON.stringify(first.get(service))} already`;
    return [{ path: ['plans', i, 'service'], message, hint: 'name that plan in the chains of all demands' }];
  });
}

/** The chain names plans that exist, each once. */
function chainFaults(demand: unknown, { plans }: World): readonly Fault[] {
  const chain = itemsOf(demand, 'serve');
  return chain.flatMap((name, i): readonly Fault[] => {
    if (typeof name !== 'string') return [];
    if (chain.indexOf(name) < i)
      return [
        { path: ['serve', i], message: `the plan ${JSON.stringify(name)} stands in this chain already` },
      ];
    return unknownName(['serve', i], 'plan', name, plans);
  });
}

function planFaults(plan: unknown, tree: unknown, world: World): readonly Fault[] {
  const kind = textAt(plan, 'kind');
  if (kind === 'eas') return fleetFaults(plan, tree, world);
  if (kind !== 'ptu' && kind !== 'model-unit') return [];
  return (['model', 'mode'] as const).flatMap((key) => deployedFaults(plan, tree, key));
}

/** A deployment is of one model in one mode: that which is named, or that of the demand it serves. */
function deployedFaults(plan: unknown, tree: unknown, key: 'model' | 'mode'): readonly Fault[] {
  const name = textAt(plan, 'name');
  const own = textAt(plan, key);
  const served = itemsOf(tree, 'demand').filter((demand) => itemsOf(demand, 'serve').includes(name));
  const wanted = texts(served.map((demand) => textAt(demand, key)));
  const hint = 'a deployment is of one model in one mode: give each its plan';
  if (wanted.length > 1)
    return [{ path: ['name'], message: `it serves demand of several ${key}s: ${wanted.join(', ')}`, hint }];
  if (own !== undefined && wanted.length === 1 && wanted[0] !== own)
    return [{ path: [key], message: `it serves demand of the ${key} ${wanted[0]}, found ${own}`, hint }];
  if (key === 'model' && own === undefined && wanted.length === 0 && !isChainUnsound(tree))
    return [
      {
        path: ['model'],
        message: 'missing: no demand is served by this plan, so say which model',
        missing: true,
      },
    ];
  return [];
}

/** A chain names a plan that there is not: who serves what cannot be said. */
function isChainUnsound(tree: unknown): boolean {
  const names = itemsOf(tree, 'plans').map((plan) => textAt(plan, 'name'));
  return itemsOf(tree, 'demand').some((demand) =>
    itemsOf(demand, 'serve').some((name) => !names.includes(name as string | undefined)),
  );
}

function fleetFaults(plan: unknown, tree: unknown, { services, pools }: World): readonly Fault[] {
  const service = textAt(plan, 'service');
  if (service === undefined) return [];
  const unknown = unknownName(['service'], 'service', service, services);
  if (unknown.length > 0) return unknown;
  const list = itemsOf(tree, 'services').find((one) => textAt(one, 'name') === service);
  const listed = texts(itemsOf(list, 'instances').map((entry) => textAt(entry, 'type')));
  const machines = texts(itemsOf(tree, 'dedicated').map((group) => textAt(group, 'type')));
  const given = Object.keys((child(plan, 'tokensPerMinute') as object | undefined) ?? {});
  const known = texts([...pools.map(({ type }) => type), ...machines]);
  const strange = given.flatMap((type) =>
    unknownName(['tokensPerMinute', type], 'instance type', type, known),
  );
  const lacking = listed.filter((type) => known.includes(type) && !given.includes(type));
  if (strange.length > 0 || lacking.length === 0) return strange;
  const message = `missing: ${lacking.join(', ')}, which the service ${JSON.stringify(service)} lists`;
  return [{ path: ['tokensPerMinute'], message, hint: 'say what one ready replica on it serves' }];
}
