import { expect, it } from 'vitest';
import { projectText } from '../support/shipped.js';

it('the page on strategies of your own shows code that runs as it stands', () => {
  const example = projectText('test', 'docs', 'strategy-example.ts').replace('../../src/index.js', 'spotsim');
  expect(projectText('docs', 'your-strategy.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
});
