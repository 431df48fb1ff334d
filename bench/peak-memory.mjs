/** The command line as it is built; says on standard error how much memory the process had at most. */
process.on('exit', () => process.stderr.write(`\npeak ${process.resourceUsage().maxRSS / 1000} MB\n`));
await import('../dist/cli/main.js');
