import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The table of the design, a second time and in its own words: this is what the configuration must enforce. */
const design: Readonly<Record<string, string>> = {
  units: '',
  kernel: 'units',
  random: '',
  statistics: '',
  events: 'units',
  market: 'units kernel random statistics events',
  inventory: 'units kernel random events',
  allocator: 'units statistics',
  demand: 'units kernel random events',
  fleet: 'units kernel random events allocator demand',
  serving: 'units kernel random events demand',
  billing: 'units events',
  metrics: 'units statistics events',
  scenario: 'units',
  model:
    'units kernel random statistics events market inventory allocator demand fleet serving billing metrics scenario',
  experiment: 'units random statistics scenario model',
  report: 'units statistics experiment',
  testing:
    'units kernel random statistics events market inventory allocator demand fleet serving billing metrics scenario model experiment report',
  node: '',
  cli: 'node',
};
const rooms = Object.keys(design);
const throughTheDoor = ['testing', 'node', 'cli'];
const typesOnly = [
  'scenario > src/random/spec.ts',
  'report > src/events/index.ts',
  'report > src/market/index.ts',
  'report > src/billing/index.ts',
  'report > src/metrics/index.ts',
  'report > src/model/index.ts',
];
const packageRooms: Readonly<Record<string, readonly string[]>> = {
  seedrandom: ['random'],
  zod: ['scenario', 'experiment'],
  yaml: ['scenario'],
  immer: ['scenario'],
  'fast-check': ['testing'],
  commander: ['cli'],
  picocolors: ['cli'],
  'cli-table3': ['cli'],
  vitest: [],
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const house = mkdtempSync(join(tmpdir(), 'spotsim-walls-'));
let violations: readonly IViolation[] = [];
let modules = 0;

function put(path: string, lines: readonly string[]): void {
  const file = join(house, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, [...lines, 'export const here = 1;', 'export type Here = 1;', ''].join('\n'));
}

const fetchAll = (word: string, paths: readonly string[]): string[] =>
  paths.map((path) => `${word} '${path}';`);

/** Every room tries every import there is, each way in a file of its own. */
function buildHouse(): void {
  const indexes = rooms.map((room) => `../${room}/index.js`);
  put(
    'src/index.ts',
    fetchAll(
      'import',
      rooms.map((room) => `./${room}/index.js`),
    ),
  );
  put('src/stray/index.ts', fetchAll('import', ['../units/index.js']));
  put('test/help.ts', []);
  put('src/random/spec.ts', []);
  const twice = ['import type { Here } from', 'import'].flatMap((word) =>
    fetchAll(word, ['../random/spec.js']),
  );
  put('src/scenario/twice.ts', twice);
  put('src/scenario/late.ts', ["export const late = import('../random/spec.js');"]);
  for (const room of rooms) {
    put(`src/${room}/index.ts`, []);
    put(`src/${room}/private.ts`, []);
    put(`src/${room}/values.ts`, fetchAll('import', [...indexes, '../random/spec.js']));
    put(`src/${room}/types.ts`, fetchAll('import type { Here } from', [...indexes, '../random/spec.js']));
    put(
      `src/${room}/insides.ts`,
      fetchAll(
        'import',
        rooms.map((other) => `../${other}/private.js`),
      ),
    );
    put(`src/${room}/door.ts`, fetchAll('import', ['../index.js']));
    put(`src/${room}/packages.ts`, fetchAll('import', Object.keys(packageRooms)));
    put(`src/${room}/host.ts`, fetchAll('import', ['node:fs']));
    put(`src/${room}/tests.ts`, fetchAll('import', ['../../test/help.js']));
    put(`src/${room}/lost.ts`, fetchAll('import', ['./nowhere.js']));
    put(`src/${room}/egg.ts`, fetchAll('import type { Here } from', ['./hen.js']));
    put(`src/${room}/hen.ts`, fetchAll('import type { Here } from', ['./egg.js']));
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'dir');
}

const reportedFrom = (file: string): string[] =>
  violations.filter((violation) => violation.from === file).map((violation) => violation.to);

const differ = (list: readonly string[], gone: readonly string[]): string[] =>
  list.filter((item) => !gone.includes(item)).sort();

const allIndexes = rooms.map((room) => `src/${room}/index.ts`);
const opened = (room: string): string[] =>
  [room, ...(design[room] ?? '').split(' ')].map((name) => `src/${name}/index.ts`);
const spec = 'src/random/spec.ts';

beforeAll(async () => {
  buildHouse();
  const options = await extractOptions(join(root, '.dependency-cruiser.mjs'));
  const { tsConfig: _unneeded, ...bare } = options as Record<string, unknown>;
  const result = (await cruise(['src'], { ...bare, baseDir: house })).output as ICruiseResult;
  violations = result.summary.violations;
  modules = result.modules.length;
}, 60_000);

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

describe('the walls of the house', () => {
  it('are tried from every file', () => {
    expect(modules).toBeGreaterThan(rooms.length * 12);
  });

  it.each(rooms)('%s opens exactly the rooms of the design, by their index', (room) => {
    const own = room === 'random' ? [spec] : [];
    expect(reportedFrom(`src/${room}/values.ts`).sort()).toEqual(
      differ([...allIndexes, spec], [...opened(room), ...own]),
    );
    expect(reportedFrom(`src/${room}/insides.ts`).sort()).toEqual(
      differ(rooms, [room]).map((other) => `src/${other}/private.ts`),
    );
  });

  it.each(rooms)('%s sees no more through `import type`, but for the exceptions of the design', (room) => {
    const own = room === 'random' ? [spec] : [];
    const excepted = [...allIndexes, spec].filter((path) => typesOnly.includes(`${room} > ${path}`));
    expect(reportedFrom(`src/${room}/types.ts`).sort()).toEqual(
      differ([...allIndexes, spec], [...opened(room), ...own, ...excepted]),
    );
  });

  it.each(rooms)('%s takes only its own packages', (room) => {
    const reported = reportedFrom(`src/${room}/packages.ts`);
    const allowed = Object.keys(packageRooms).filter((name) => packageRooms[name]?.includes(room) === true);
    for (const name of Object.keys(packageRooms)) {
      const hit = reported.some((path) => path.includes(`node_modules/${name}/`));
      expect({ name, hit }).toEqual({ name, hit: !allowed.includes(name) });
    }
  });

  it.each(rooms)('%s: host, door, tests, lost files and cycles', (room) => {
    const host = room === 'node' || room === 'cli';
    expect(reportedFrom(`src/${room}/host.ts`)).toEqual(host ? [] : ['fs']);
    expect(reportedFrom(`src/${room}/door.ts`)).toEqual(
      throughTheDoor.includes(room) ? [] : ['src/index.ts'],
    );
    expect(reportedFrom(`src/${room}/tests.ts`)).toEqual(['test/help.ts']);
    expect(reportedFrom(`src/${room}/lost.ts`)).toEqual(['./nowhere.js']);
    expect(reportedFrom(`src/${room}/egg.ts`)).toEqual([`src/${room}/hen.ts`]);
  });

  it('a value import is seen beside a type import, and when it is dynamic', () => {
    expect(reportedFrom('src/scenario/twice.ts')).toEqual([spec]);
    expect(reportedFrom('src/scenario/late.ts')).toEqual([spec]);
  });

  it('the door opens the engine only, and no file lives outside a room', () => {
    expect(reportedFrom('src/index.ts').sort()).toEqual([
      'src/cli/index.ts',
      'src/node/index.ts',
      'src/testing/index.ts',
    ]);
    expect(reportedFrom('src/stray/index.ts')).toEqual(['src/units/index.ts']);
  });
});
