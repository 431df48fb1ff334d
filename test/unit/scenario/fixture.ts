import { parseScenario, type ParsedScenario, type ParseOptions } from '../../../src/scenario/index.js';
import { failure, formatIssue, success, type Result } from '../../../src/units/index.js';

/** A small sound scenario; tests change one line of it. */
export const BASE = `version: 1
name: base
duration: 2d
pools:
  - { name: a, type: t1, region: r, zone: z1, standardPrice: 0.4, price: { process: constant, value: 0.1 } }
  - { name: b, type: t2, region: r, zone: z2, standardPrice: 0.2, spot: false }
services:
  - name: chat
    instances: [{ type: t1, spotPriceLimit: 0.12 }, { type: t2 }]
`;

/** The service JSON of the public-resources page, with a real name in place of its "test". */
export const EAS_JSON = `{
  "metadata": {
    "name": "test",
    "instance": 1,
    "workspace_id": "your-workspace-id",
    "disk": "40Gi"
  },
  "cloud": {
    "computing": {
      "instances": [
        {
          "type": "ecs.c8i.2xlarge",
          "spot_price_limit": 1
        },
        {
          "type": "ecs.c8i.xlarge"
        }
      ],
      "disable_spot_protection_period": true
    }
  },
  "containers": [
    {
      "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
      "script": "python app.py",
      "port": 8000
    }
  ]
}
`;

export interface Given extends Omit<ParseOptions, 'read'> {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export function read(
  text: string,
  { name = 's.yaml', files = {}, ...options }: Given = {},
): Result<ParsedScenario> {
  const open = (path: string): Result<string> =>
    Object.hasOwn(files, path) ? success(files[path]) : failure({ message: 'no such file' });
  return parseScenario({ name, text }, { read: open, ...options });
}

/** The parsed scenario; the faults as an error if it has any. */
export function sound(text: string, given: Given = {}): ParsedScenario {
  const result = read(text, given);
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value;
}

/** The faults as people see them; none of a sound scenario. */
export function faults(text: string, given: Given = {}): readonly string[] {
  const result = read(text, given);
  return result.ok ? [] : result.issues.map(formatIssue);
}

export const warnings = (text: string, given: Given = {}): readonly string[] =>
  sound(text, given).warnings.map(formatIssue);

/** The base scenario with one text in it replaced; the text must be there. */
export function changed(from: string, to: string, text = BASE): string {
  if (!text.includes(from)) throw new Error(`not in the scenario: ${from}`);
  return text.replace(from, to);
}

const PRICE = '{ process: constant, value: 0.1 }';
const LIST = 'instances: [{ type: t1, spotPriceLimit: 0.12 }, { type: t2 }]';

/* The base scenario with something added or in place of something. */
export const withTop = (line: string, text = BASE): string =>
  changed('duration: 2d', `duration: 2d\n${line}`, text);
export const withService = (line: string, text = BASE): string => changed(LIST, `${LIST}\n    ${line}`, text);
export const withPrice = (price: string): string => changed(PRICE, price);
export const withStock = (stock: string): string => changed(`${PRICE} }`, `${PRICE}, stock: ${stock} }`);
export const withEntry = (second: string): string => changed('{ type: t2 }', second);
export const withAction = (line: string): string => withTop(`timeline:\n  - ${line}`);
