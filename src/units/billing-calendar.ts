import { DAY, HOUR } from './time.js';
import type { Seconds } from './time.js';

/** How far Asia/Shanghai is ahead of UTC, all year: the clock of contracts and bills (A26, R61). */
export const SHANGHAI: Seconds = 8 * HOUR;

/** The day of Asia/Shanghai in which an instant lies, counted from 1970-01-01. */
const shanghaiDay = (epochSeconds: number): number => Math.floor((epochSeconds + SHANGHAI) / DAY);

/** Days of Asia/Shanghai begun from one instant to another, that of the first being the first. */
export const shanghaiDaysBegun = (from: number, to: number): number =>
  shanghaiDay(to) - shanghaiDay(from) + 1;

/** A month of model units, in days of 24 hours (A37). */
export const MONTH_DAYS = 30;
