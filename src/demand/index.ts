export { nextCron, parseCron } from './cron.js';
export type { Cron } from './cron.js';
export { parseWeekly, weeklySchedule } from './weekly.js';
