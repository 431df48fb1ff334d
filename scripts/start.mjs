/** `npm start`: the built command line with the arguments given, or else the scenario that we ship first. */
import { fileURLToPath, pathToFileURL } from 'node:url';

const first = ['run', 'scenarios/eas-quick-start.yaml'];
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const given = process.argv.slice(2);
process.argv = [process.argv[0], main, ...(given.length > 0 ? given : first)];
await import(pathToFileURL(main).href);
