import type { HistoryFormat } from '../src/index.js';
import { importFile } from './import-file.js';

/** Reads the file given; prints the seconds of work, and the most memory that the process ever had, in MB. */
const before = process.cpuUsage();
importFile(process.argv[2], process.argv[3] as HistoryFormat);
const { user, system } = process.cpuUsage(before);
console.log(`${(user + system) / 1e6} ${process.resourceUsage().maxRSS / 1000}`);
