import { AwsTextReader } from './aws-text.js';
import { CsvHistoryReader } from './csv.js';
import type { HistoryFormat, HistoryOptions, HistoryReader } from './history.js';
import { ALIBABA, AWS, EAS, JsonHistoryReader, PAI } from './json.js';
import { SkyPilotPriceReader } from './skypilot.js';

const READERS: { readonly [F in HistoryFormat]: (options: HistoryOptions) => HistoryReader } = {
  aws: (options) => new JsonHistoryReader(AWS, options),
  'aws-text': (options) => new AwsTextReader(options),
  alibaba: (options) => new JsonHistoryReader(ALIBABA, options),
  eas: (options) => new JsonHistoryReader(EAS, options),
  pai: (options) => new JsonHistoryReader(PAI, options),
  skypilot: (options) => new SkyPilotPriceReader(options),
  csv: (options) => new CsvHistoryReader(options),
};

/** A reader for a price history in this format; give it the file's text chunk by chunk. */
export function readPriceHistory(format: HistoryFormat, options: HistoryOptions): HistoryReader {
  return READERS[format](options);
}
