/**
 * `npm run scenarios`: runs every shipped scenario with its variants, writes the reference results, and renews the
 * tables of README.md and scenarios/README.md. The tests then say whether the words around them still hold.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { withTables } from '../test/support/scenario-tables.ts';
import {
  asReference,
  projectFile,
  projectText,
  referenceFile,
  runShipped,
  shippedNames,
  spreadOf,
  writeSpread,
} from '../test/support/shipped.ts';

/** Of scenarios with token demand, for the intervals of their tables. */
const REPLICATIONS = 10;

mkdirSync(projectFile('results', 'reference'), { recursive: true });
const results = new Map();
for (const name of shippedNames) {
  const runs = runShipped(name);
  results.set(name, runs);
  writeFileSync(referenceFile(name), asReference(runs));
  const spread = spreadOf(name, 0, REPLICATIONS);
  if (spread !== undefined) writeSpread(name, spread);
  console.log(`${name}: ${runs.length} runs`);
}
for (const document of ['README.md', 'scenarios/README.md'])
  writeFileSync(
    projectFile(document),
    withTables(projectText(document), (name) => results.get(name) ?? []),
  );
