import { describe, expect, it } from 'vitest';
import { easService } from '../../../src/scenario/index.js';
import { formatIssue } from '../../../src/units/index.js';
import type { read } from './fixture.js';
import { changed, EAS_JSON, faults, sound } from './fixture.js';

const SCENARIO = `version: 1
name: eas
duration: 1d
prices: { diskGiBHour: 0.00005 }
pools:
  - { name: a, type: ecs.c8i.2xlarge, region: r, zone: z, standardPrice: 0.4, price: { process: constant, value: 0.1 } }
  - { name: b, type: ecs.c8i.xlarge, region: r, zone: z, standardPrice: 0.2, spot: false }
dedicated: [{ name: eas-r-1, type: m, machines: 2, price: 1 }]
services:
  - eas: ./services/chat.json
`;

const PATH = 'scenarios/services/chat.json';
const at = (json: string, text = SCENARIO): Parameters<typeof read> => [
  text,
  { name: 'scenarios/s.yaml', files: { [PATH]: json } },
];
const serviceOf = (json: string, text = SCENARIO) => sound(...at(json, text)).scenario.services[0];

/** The input-level service of a JSON that must be sound. */
function imported(json: string): Readonly<Record<string, unknown>> {
  const result = easService(json, 'chat.json');
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value.service;
}

const told = (json: string): readonly string[] => {
  const result = easService(json, 'chat.json');
  return (result.ok ? result.value.warnings : result.issues).map(formatIssue);
};

const withMetadata = (line: string): string =>
  changed('"disk": "40Gi"', `"disk": "40Gi",\n    ${line}`, EAS_JSON);

describe('the service JSON of EAS', () => {
  it('is read from the very example of the page (R35)', () => {
    expect(imported(EAS_JSON)).toEqual({
      name: 'test',
      replicas: 1,
      disk: '40Gi',
      instances: [{ type: 'ecs.c8i.2xlarge', spotPriceLimit: 1 }, { type: 'ecs.c8i.xlarge' }],
      protection: false,
    });
    expect(told(EAS_JSON)).toEqual([]);
  });

  it('becomes a service of the scenario (R24, R26, R27, R28)', () => {
    expect(serviceOf(EAS_JSON)).toMatchObject({
      name: 'test',
      replicas: 1,
      disk: 40,
      protection: false,
      instances: [{ type: 'ecs.c8i.2xlarge', spotPriceLimit: 1_000_000 }, { type: 'ecs.c8i.xlarge' }],
    });
  });

  it('metadata.instance is the number of replicas (R27)', () => {
    expect(serviceOf(changed('"instance": 1', '"instance": 7', EAS_JSON)).replicas).toBe(7);
  });

  it('has a protection period unless it says otherwise (R26)', () => {
    expect(serviceOf(changed('period": true', 'period": false', EAS_JSON)).protection).toBe(true);
    expect(serviceOf(EAS_JSON.replace(/,\s*"disable_spot_protection_period": true/, '')).protection).toBe(
      true,
    );
  });

  it('an entry without a limit is standard (R24)', () => {
    expect(serviceOf(EAS_JSON).instances.map((entry) => entry.spotPriceLimit)).toEqual([
      1_000_000,
      undefined,
    ]);
  });

  it('2001 GiB point into the JSON (R28)', () => {
    expect(faults(...at(changed('40Gi', '2001Gi', EAS_JSON)))).toEqual([
      `${PATH}:6:13: services.test.disk: system disk of 2001 GiB exceeds 2000 GiB (EAS fails such a deployment, R28)`,
    ]);
    expect(serviceOf(changed('40Gi', '2000Gi', EAS_JSON)).disk).toBe(2000);
  });

  it('other faults point into the JSON too', () => {
    const json = changed('"instance": 1', '"instance": -1', EAS_JSON)
      .replace('"spot_price_limit": 1', '"spot_price_limit": "low"')
      .replace('ecs.c8i.xlarge', 'ecs.c8i.xlrge');
    expect(faults(...at(json))).toEqual([
      `${PATH}:4:17: services.test.replicas: expected a whole number from 0 to 1000000, found -1`,
      `${PATH}:13:31: services.test.instances.0.spotPriceLimit: expected a price from 0 to 100000 or market, found "low"`,
      `${PATH}:16:19: services.test.instances.1.type: no pool has the type "ecs.c8i.xlrge" (did you mean "ecs.c8i.xlarge"?)`,
    ]);
  });

  it('gives capacity, rolling strategy, rebalancing and the autoscaler', () => {
    const json = withMetadata(
      '"resource_rebalancing": true, "rolling_strategy": { "max_surge": "5%", "max_unavailable": 1 }',
    )
      .replace('"spot_price_limit": 1', '"spot_price_limit": "1", "capacity": "20%"')
      .replace('"type": "ecs.c8i.xlarge"', '"type": "ecs.c8i.xlarge", "capacity": "500"')
      .replace(
        '"containers"',
        '"autoscaler": { "min": 2, "max": 5, "strategies": { "qps": 10 }, "behavior": { "scaleDown": { "stabilizationWindowSeconds": 100 } } },\n  "containers"',
      );
    expect(serviceOf(json)).toMatchObject({
      rebalancing: true,
      maxSurge: { percent: 5 },
      maxUnavailable: { count: 1 },
      instances: [{ spotPriceLimit: 1_000_000, capacity: { percent: 20 } }, { capacity: { count: 500 } }],
      autoscaling: { min: 2, max: 5, metric: 'qps', target: 10, scaleUpWindow: 0, scaleDownWindow: 100 },
    });
  });

  it('a single instance_type is a list of one', () => {
    expect(
      imported('{ "metadata": { "name": "a" }, "cloud": { "computing": { "instance_type": "t" } } }'),
    ).toEqual({ name: 'a', instances: [{ type: 't' }] });
  });

  it('a resource group comes first, and its elastic pool behind it', () => {
    expect(serviceOf(withMetadata('"resource": "eas-r-1", "resource_burstable": true')).instances).toEqual([
      { type: 'dedicated_resource', from: 'eas-r-1' },
      { type: 'ecs.c8i.2xlarge', spotPriceLimit: 1_000_000 },
      { type: 'ecs.c8i.xlarge' },
    ]);
    expect(
      faults(
        ...at(
          withMetadata('"resource": "eas-r-2", "resource_burstable": true').replace('xlarge"\n', 'xlrge"\n'),
        ),
      ),
    ).toEqual([
      `${PATH}:7:17: services.test.instances.0.from: no dedicated group is called "eas-r-2" (did you mean "eas-r-1"?)`,
      `${PATH}:17:19: services.test.instances.2.type: no pool has the type "ecs.c8i.xlrge" (did you mean "ecs.c8i.xlarge"?)`,
    ]);
  });
});

describe('what the simulation does not know', () => {
  it('is left out silently where it changes nothing, and with a warning where it would', () => {
    const json = withMetadata('"qos": "x", "eas.termination_grace_period": 60')
      .replace('"containers"', '"cronscale": {}, "containers"')
      .replace('"spot_price_limit": 1', '"spot_price_limit": 1, "weight": 2');
    expect(told(json)).toEqual([
      'chat.json:14:34: cloud.computing.instances.0.weight: weight is not simulated',
      'chat.json:23:3: cronscale: cronscale is not simulated (write it as autoscaling.schedule)',
      'chat.json:7:17: metadata["eas.termination_grace_period"]: eas.termination_grace_period is not simulated (set rules.grace)',
    ]);
  });

  it('reaches the warnings of the scenario', () => {
    const { warnings } = sound(...at(EAS_JSON.replace('"containers"', '"cronscale": {}, "containers"')));
    expect(warnings.map(formatIssue)).toContain(
      `${PATH}:22:3: cronscale: cronscale is not simulated (write it as autoscaling.schedule)`,
    );
  });
});

describe('what the scenario says', () => {
  it('overrides the JSON; lists replace, maps merge', () => {
    const json = EAS_JSON.replace('"containers"', '"autoscaler": { "min": 2, "max": 5 }, "containers"');
    const text = `${SCENARIO}    replicas: 4\n    instances: [{ type: ecs.c8i.xlarge }]\n    autoscaling: { max: 9 }\n`;
    expect(serviceOf(json, text)).toMatchObject({
      name: 'test',
      replicas: 4,
      disk: 40,
      autoscaling: { min: 2, max: 9 },
    });
    expect(serviceOf(json, text).instances).toEqual([{ type: 'ecs.c8i.xlarge' }]);
  });

  it('takes the place of what it overrides in messages', () => {
    const text = `${SCENARIO}    instances: [{ type: t }]\n    disk: 1x\n`;
    expect(faults(...at(changed('"instance": 1', '"instance": -1', EAS_JSON), text))).toEqual([
      'scenarios/s.yaml:11:25: services.test.instances.0.type: no pool has the type "t" (known: ecs.c8i.2xlarge, ecs.c8i.xlarge, dedicated_resource)',
      'scenarios/s.yaml:12:11: services.test.disk: expected a size in whole GiB such as 40GiB, 40Gi or 40, found "1x"',
      `${PATH}:4:17: services.test.replicas: expected a whole number from 0 to 1000000, found -1`,
    ]);
  });
});

describe('a JSON that cannot be read', () => {
  it('is one fault, not one for each key that is missing for it', () => {
    expect(faults(SCENARIO, { name: 'scenarios/s.yaml' })).toEqual([
      'scenarios/s.yaml:10:10: cannot read ./services/chat.json: no such file',
    ]);
  });

  it.each([
    ['{ "metadata": ', `${PATH}:1:15: flow map must end with a }`],
    ['[]', `${PATH}:1:1: expected the JSON of an EAS service, with metadata and cloud.computing`],
    ['{ "metadata": 5 }', `${PATH}:1:15: metadata: expected a map of keys, found 5`],
    [
      '{ "metadata": {}, "cloud": { "computing": { "instances": {} } } }',
      `${PATH}:1:58: cloud.computing.instances: expected a list, found a map`,
    ],
    [
      '{ "metadata": {}, "cloud": { "computing": { "instances": ["t"] } } }',
      `${PATH}:1:59: cloud.computing.instances.0: expected a map with a type, found "t"`,
    ],
  ])('%s', (json, fault) => {
    expect(faults(...at(json))).toEqual([fault]);
  });
});
