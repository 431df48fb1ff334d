import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatInstant, type HistoryFormat } from '../src/index.js';
import { importFile, parseBare } from './import-file.js';
import { interleaved, judged } from './timing.js';

const ROWS = 1_000_000;
const ROUNDS = 3;

/** A million rows of prices, as CSV and as the JSON of AWS: seconds, and against what the host does in one go. */
export function run(): void {
  const folder = mkdtempSync(join(tmpdir(), 'spotsim-bench-'));
  try {
    for (const format of ['csv', 'aws'] as const) {
      const file = join(folder, `prices.${format}`);
      writeRows(file, format);
      console.log(`Import of 1e6 rows, ${format}, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
      const times = interleaved(
        { bare: () => void parseBare(file, format), ours: () => void importFile(file, format) },
        ROUNDS,
      );
      console.log(judged('import / bare split and parse', times.ours / times.bare, 'at most', 2));
      const [seconds, megabytes] = inOwnProcess(file, format);
      console.log(judged('seconds of processor time, from cold', seconds, 'at most', 3));
      console.log(judged('peak memory, MB', megabytes, 'at most', 300));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds and megabytes of a process that does nothing else. */
function inOwnProcess(file: string, format: HistoryFormat): number[] {
  const script = fileURLToPath(new URL('import-memory.ts', import.meta.url));
  const told = execFileSync(process.execPath, [...process.execArgv, script, file, format], {
    encoding: 'utf8',
  });
  return told.split(' ').map(Number);
}

/** Prices that change every minute; the JSON newest first, spread over lines as the command prints it. */
function writeRows(path: string, format: 'csv' | 'aws'): void {
  const file = openSync(path, 'w');
  let text = format === 'csv' ? 'time,price\n' : '{\n    "SpotPriceHistory": [\n';
  for (let row = 0; row < ROWS; row += 1) {
    text += format === 'csv' ? csvRow(row) : awsRow(row);
    if (text.length < 1 << 20) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, format === 'csv' ? text : `${text}    ]\n}\n`);
  closeSync(file);
}

const instant = (row: number): string => formatInstant({ epochSeconds: 1.4e9 + row * 61, offsetSeconds: 0 });
const price = (row: number): number => 0.05 + ((row * 7919) % 1000) / 10_000;
const csvRow = (row: number): string => `${instant(row)},${price(row).toFixed(4)}\n`;

const awsRow = (row: number): string => `        {
            "Timestamp": "${instant(ROWS - row).replace('Z', '.000Z')}",
            "ProductDescription": "Linux/UNIX",
            "InstanceType": "g2.8xlarge",
            "SpotPrice": "${price(row).toFixed(6)}",
            "AvailabilityZone": "us-east-1b"
        }${row === ROWS - 1 ? '' : ','}
`;
