import { behindTheDoor, packagePath, portable, walls } from './scripts/walls.mjs';

const indexOf = (rooms) => rooms.map((room) => `^src/${room}/index\\.ts$`);
const door = '^src/index\\.ts$';
const anyPackage = '(^|/)node_modules/';

/** Value imports of a room: itself, and the index of the rooms its row names. */
function roomWall([room, row]) {
  const typed = (row.types ?? []).map((path) => `^src/${path}\\.ts$`);
  const open = [`^src/${room}/`, ...indexOf(row.rooms), ...(row.door === true ? [door] : [])];
  const from = { path: `^src/${room}/` };
  const shut = {
    name: `wall-${room}`,
    severity: 'error',
    from,
    to: { path: '^src/', pathNot: [...open, ...typed] },
  };
  if (typed.length === 0) return [shut];
  const to = { path: typed, dependencyTypesNot: ['type-only'] };
  return [shut, { name: `wall-${room}-types`, severity: 'error', from, to }];
}

function packageWall([room, row]) {
  const allowed = row.packages ?? [];
  const to = { path: anyPackage, ...(allowed.length > 0 ? { pathNot: packagePath(allowed) } : {}) };
  return { name: `packages-${room}`, severity: 'error', from: { path: `^src/${room}/` }, to };
}

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-unknown-room',
      severity: 'error',
      from: { path: '^src/', pathNot: [door, `^src/(${Object.keys(walls).join('|')})/`] },
      to: {},
    },
    {
      name: 'no-way-out',
      comment: 'src never imports tests, benches or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', anyPackage], dependencyTypesNot: ['core', 'unknown'] },
    },
    {
      name: 'no-node-in-engine',
      severity: 'error',
      from: { path: [door, `^src/(${portable.join('|')})/`] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'wall-door',
      severity: 'error',
      from: { path: door },
      to: { path: ['^src/', anyPackage], pathNot: indexOf(behindTheDoor) },
    },
    ...Object.entries(walls).flatMap(roomWall),
    ...Object.entries(walls).map(packageWall),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
