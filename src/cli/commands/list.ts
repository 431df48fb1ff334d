import { shippedScenarios } from '../../node/index.js';
import { drawTable } from '../draw-table.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { findScenario } from '../scenario-source.js';

/** The shipped scenarios, each with the question that it asks. */
export function listCommand({ json }: { readonly json?: true }, io: Io): ExitCode {
  const scenarios = shippedScenarios().map(({ name, path }) => ({ name, ...describe(path, io) }));
  if (json === true) io.out(line(JSON.stringify(scenarios, null, 2)));
  else if (scenarios.length === 0) io.err(line('No scenarios came along with this installation.'));
  else {
    const columns = [
      { head: 'Scenario' },
      { head: 'Question', wraps: true },
      { head: 'Variants', figures: true },
    ];
    const rows = scenarios.map(({ name, description, variants }) => [
      name,
      description,
      String(variants.length),
    ]);
    const table = drawTable({ columns, rows }, io, (text) => text);
    io.out(
      [...table, '', 'spotsim run <scenario> runs one, with --variants side by side.'].map(line).join(''),
    );
  }
  return EXIT.done;
}

function describe(path: string, io: Io): { description: string; variants: readonly string[] } {
  const found = findScenario(path, io);
  const parsed = found.ok ? found.value.parse({}) : found;
  if (!parsed.ok) return { description: '(faulty: spotsim validate says why)', variants: [] };
  const { scenario, variants } = parsed.value;
  return {
    description: scenario.description.trim().replace(/\s+/g, ' '),
    variants: variants.map((one) => one.name),
  };
}
