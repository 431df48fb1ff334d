import * as z from 'zod';
import { amounts } from '../distributions.js';
import { byDefault, required } from '../keys.js';
import { decimal, expecting, whole } from '../numbers.js';
import { processNamed } from '../series.js';
import { HOURLY, ticking } from './common.js';

const MOST_BIDDERS = 1_000_000;
const PERSISTENCE = expecting('a number from 0 to below 1');

/** A uniform-price auction over a population of bids. */
export const auctionPrice = z
  .strictObject({
    process: processNamed('auction', 'what an auction over a population of bids clears at, in each interval'),
    capacity: required(whole(0, MOST_BIDDERS), 'The units on sale; each bid is for one.'),
    bidders: required(whole(1, MOST_BIDDERS), 'The number of bids, more than the capacity.'),
    bids: required(amounts, `The distribution of one bid ${HOURLY}.`),
    reserve: byDefault(
      decimal({ min: 0, max: 100_000 }),
      0,
      `The price below which nothing is sold ${HOURLY}.`,
    ),
    persistence: byDefault(
      z.number({ error: PERSISTENCE }).min(0, { error: PERSISTENCE }).lt(1, { error: PERSISTENCE }),
      0,
      'The share of bids that stand in the next interval too, 0 to below 1; the others are replaced by new ones.',
    ),
    ...ticking,
  })
  .check(({ value: { capacity, bidders }, issues }) => {
    if (capacity < bidders) return;
    const message = `expected fewer units than the ${bidders} bidders, found ${capacity}: no bid would go away empty and set a price`;
    issues.push({ code: 'custom', path: ['capacity'], message, input: capacity });
  });
