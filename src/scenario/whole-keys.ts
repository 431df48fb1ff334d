import { byIndex, parsePath } from './path.js';
import { schemaAt } from './schema-walk.js';
import { scenarioSchema } from './schema/scenario.js';

/** Whether a scenario's key takes whole numbers from `low` on, and none between them (`services.chat.replicas`). */
export function takesWholeNumbers(tree: unknown, path: string, low: number): boolean {
  const parsed = parsePath(path);
  if (!parsed.ok || !Number.isInteger(low)) return false;
  const schema = schemaAt(scenarioSchema, byIndex(parsed.value, tree), tree);
  if (schema === undefined) return false;
  return schema.safeParse(low).success && !schema.safeParse(low + 0.5).success;
}
