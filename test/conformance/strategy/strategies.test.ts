import { describe } from 'vitest';
import { strategy as cautious } from '../../cli/fixtures/strategies/cautious.js';
import { strategy as twoMarkets } from '../../docs/strategy-example.js';
import { conforms, keepsTheLaws } from './conforms.js';
import { STRATEGIES } from './strategies.js';

describe.each(Object.entries(STRATEGIES))('the strategy %s', (_, strategy) => {
  conforms(strategy);
  keepsTheLaws(strategy);
});

describe('a strategy that a user wrote', () => {
  conforms({ module: './cautious.ts' }, { './cautious.ts': cautious });
});

describe('the strategy of docs/your-strategy.md', () => {
  conforms({ module: './example.ts' }, { './example.ts': twoMarkets });
});
