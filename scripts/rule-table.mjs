/** `npm run rules`: renews the table of docs/rules.md from the titles of the tests. */
import { writeFileSync } from 'node:fs';
import { testTitles, withTests } from '../test/support/rule-table.ts';
import { projectFile, projectText } from '../test/support/shipped.ts';

writeFileSync(projectFile('docs', 'rules.md'), withTests(projectText('docs', 'rules.md'), testTitles()));
