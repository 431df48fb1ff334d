import { describe, expect, it } from 'vitest';
import { spotsim } from './command-line.js';

describe('spotsim --help', () => {
  it('has examples for every command', async () => {
    const { code, out } = await spotsim(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Exit codes: 0 done, 1 the input is at fault, 2 we are.');
    const commands = [...out.matchAll(/^ {2}(\w+) .*[A-Z]/gm)].map((match) => match[1]);
    expect(commands).toEqual(
      expect.arrayContaining([
        ...['run', 'compare', 'sweep', 'optimize', 'validate', 'explain', 'init', 'schema', 'list'],
      ]),
    );
    for (const command of commands.filter((name) => name !== 'help')) {
      const help = await spotsim([command, '--help']);
      expect(help.code).toBe(0);
      expect(help.out).toMatch(/\nExamples?:\n {2}spotsim /);
      for (const line of help.out.split('\n')) expect(line.length).toBeLessThanOrEqual(108);
    }
  });

  it('--version prints the version of the package', async () => {
    expect(await spotsim(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('spotsim validate', () => {
  it('says ok, and how much there is', async () => {
    const { code, out, err } = await spotsim(['validate', 'tiny.yaml']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('ok: tiny.yaml: 2 pools, 1 service, 0 actions, 1 variant, 0 warnings\n');
  });

  it('shows warnings and is content', async () => {
    const { code, err } = await spotsim(['validate', 'tiny.yaml', '--set', 'services.chat.disk=40GiB']);
    expect(code).toBe(0);
    expect(err).toMatch(/^warning: .*disk/);
  });

  it('reads the histories of every variant', async () => {
    const { code, err } = await spotsim(['validate', 'trace.yaml']);
    expect(code).toBe(1);
    expect(err).toMatch(/^trace\.yaml:\d+:\d+: .*variant "too-long": .*covers 4h of a run of 9h/);
  });

  it('--json gives the issues as data', async () => {
    const { code, out } = await spotsim(['validate', 'faulty.yaml', '--json']);
    expect(code).toBe(1);
    const told = JSON.parse(out) as { valid: boolean; issues: unknown[] };
    expect(told.valid).toBe(false);
    expect(told.issues).toHaveLength(4);
  });
});

describe('spotsim schema', () => {
  it('prints a JSON Schema that knows the keys of a scenario', async () => {
    const { code, out } = await spotsim(['schema']);
    const schema = JSON.parse(out) as { properties: Record<string, unknown> };
    expect(code).toBe(0);
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['pools', 'services', 'timeline']));
  });
});

describe('spotsim list', () => {
  it('lists the shipped scenarios with their questions, and run takes their names', async () => {
    const { code, out } = await spotsim(['list', '--json']);
    const scenarios = JSON.parse(out) as { name: string; description: string; variants: string[] }[];
    expect(code).toBe(0);
    expect(scenarios.map(({ name }) => name)).toContain('eas-quick-start');
    for (const { description } of scenarios) expect(description).toMatch(/\?/);
    expect((await spotsim(['list'])).out).toContain('eas-quick-start');
    const run = await spotsim(['run', 'eas-quick-start', '--no-out', '--quiet', '--set', 'duration=1d']);
    expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/^1d of eas-quick-start cost /) });
  });
});
