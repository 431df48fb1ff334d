import * as z from 'zod';
import { required } from '../keys.js';
import { label } from '../quantities.js';
import { rateMatrix, rateMatrixFaults } from '../rate-matrix.js';
import { processNamed } from '../series.js';
import { MAX_UNITS, units } from './units.js';

const state = z.strictObject({
  name: required(label(), 'The name of the state, for messages; unique.'),
  units: required(units(), `The units in this state, 0 to ${MAX_UNITS}.`),
});

export const markovModulated = z
  .strictObject({
    process: processNamed(
      'markov-modulated',
      'the units of a hidden state that jumps at given rates, begun in its stationary state',
    ),
    states: required(z.array(state).min(1), 'The states, two or more.'),
    rates: required(
      rateMatrix(),
      'The rates of the jumps, a list for each state: from it to the first state, to the second, and so on; to itself 0.',
    ),
  })
  .check(({ value: { states, rates }, issues }) => {
    const names = states.map(({ name }) => name);
    for (const { path, message } of rateMatrixFaults(names, rates))
      issues.push({ code: 'custom', path, message, input: rates });
  });
