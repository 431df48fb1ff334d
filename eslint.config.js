import tseslint from 'typescript-eslint';
import { lintRules } from './scripts/lint-rules.mjs';
import { portable, walls } from './scripts/walls.mjs';

const syntax = [
  { selector: 'TSEnumDeclaration', message: 'No enums: use a union of string literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

/** `**` and Math.pow may differ between engines; the rest would tie a run to its host or to the clock. */
const engineSyntax = [
  ...syntax,
  {
    selector: "BinaryExpression[operator='**']",
    message: 'Not exact across engines: multiply, or Math.exp.',
  },
  {
    selector: "AssignmentExpression[operator='**=']",
    message: 'Not exact across engines: multiply, or Math.exp.',
  },
];
const hostNames = (
  'process console globalThis self window global require Buffer Date performance crypto fetch Intl structuredClone ' +
  'setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask eval'
).split(' ');
const hostProperties = [
  { object: 'Math', property: 'pow', message: 'Not exact across engines: multiply, or Math.exp.' },
  { object: 'Math', property: 'random', message: 'Draw from a named stream of src/random.' },
  { property: 'localeCompare', message: 'Depends on the locale: compare with < and >.' },
  { property: 'toLocaleString', message: 'Depends on the locale.' },
];

/** Imports by relative path, or one of its own packages. */
function packagesOf(files, { packages = [], node = false }) {
  const allowed = [...packages.map((name) => `${name}(/|$)`), ...(node ? ['node:'] : [])];
  const regex = `^(?!${['\\.{1,2}/', ...allowed].join('|')})`;
  const message = 'Not a package of this room: see scripts/walls.mjs.';
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'results/', 'schema/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { spotsim: lintRules } },
  {
    files: ['**/*.{js,cjs,mjs,ts}'],
    rules: {
      'spotsim/file-name': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250 }],
      'no-restricted-syntax': ['error', ...syntax],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'spotsim/max-params': ['error', { max: 4, recorder: 6 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 40 }] },
  },
  {
    files: ['src/index.ts', ...portable.map((room) => `src/${room}/**/*.ts`)],
    rules: {
      'no-restricted-syntax': ['error', ...engineSyntax],
      'no-restricted-globals': ['error', ...hostNames],
      'no-restricted-properties': ['error', ...hostProperties],
    },
  },
  packagesOf('src/index.ts', {}),
  ...Object.entries(walls).map(([room, row]) => packagesOf(`src/${room}/**/*.ts`, row)),
  // Tools ask for a default export, and so do the types of packages that have one.
  { files: ['*.config.{js,ts}', '.*.mjs', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // A test may look at what is missing or malformed on purpose.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
