import process from 'node:process';
import { EXIT } from './exit-code.js';
import { line, processIo } from './io.js';
import { main } from './program.js';

// A reader such as `head` may close the pipe early: that is its right, and no fault. A full disk is one.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
    if (stream === process.stdout) process.stderr.write(line(`standard output: ${error.message}`));
    process.exit(EXIT.input);
  });
}

process.exitCode = await main(process.argv.slice(2), processIo());
