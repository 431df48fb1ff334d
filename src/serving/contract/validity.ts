import { DAY, HOUR, MINUTE, SHANGHAI } from '../../units/index.js';
import type { Seconds } from '../../units/index.js';

/** Orders strictly after this time of day get one day more (R43, A25). */
const LATE: Seconds = 22 * HOUR;
/** Validity ends at 23:59:00 of its last day (R42, A27). */
const LAST_MINUTE: Seconds = 23 * HOUR + 59 * MINUTE;
/** From the end of validity until the service stops (R44). */
export const STOP_DELAY: Seconds = 2 * HOUR;
/** From the stop of the service until its resources are released (R44). */
export const RETENTION: Seconds = 14 * HOUR;
/** How long an overdue plan is served and billed before it is released (R46). */
export const OVERDUE_GRACE: Seconds = DAY;

/**
 * End of validity, in seconds since the epoch, of an order for `days` days that is paid at `paidAt`: 23:59:00
 * in Asia/Shanghai of day `days`, the day of the order being day 1 (R42, A27); one day later if it is paid
 * strictly after 22:00:00 (R43, A25), at no charge (A28).
 */
export function validUntil(paidAt: number, days: number): number {
  const local = paidAt + SHANGHAI;
  const day = Math.floor(local / DAY);
  const late = local - day * DAY > LATE ? 1 : 0;
  return (day + days - 1 + late) * DAY + LAST_MINUTE - SHANGHAI;
}

/** The end of validity after one that runs on without a gap: `days` days later (automatic renewal, R40). */
export const renewedUntil = (until: number, days: number): number => until + days * DAY;
