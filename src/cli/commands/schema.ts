import { scenarioJsonSchema } from '../../index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';

/** The JSON Schema of scenario files. */
export function schemaCommand(io: Io): ExitCode {
  io.out(line(JSON.stringify(scenarioJsonSchema(), null, 2)));
  return EXIT.done;
}
