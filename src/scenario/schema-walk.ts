import type * as z from 'zod';
import { child, type Path } from './path.js';

/** What zod keeps of a schema, as far as a walk along a path needs it. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  /** Of a schema that refers to one that comes later. */
  readonly getter?: () => z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
}

/** The schema of what stands at a path, undefined where there is none; the value decides between the members of a union. */
export function schemaAt(root: z.ZodType, path: Path, value: unknown): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root;
  let here = value;
  for (const key of path) {
    if (schema === undefined) return undefined;
    const container = containerOf(schema, here);
    schema = typeof key === 'number' ? container?.element : ownSchema(container?.shape, key);
    here = child(here, key);
  }
  return schema;
}

/** The keys that a map at a path may have; none where the schema leaves them open. */
export function keysAt(root: z.ZodType, path: Path, value: unknown): readonly string[] {
  const schema = schemaAt(root, path, value);
  const here = path.reduce(child, value);
  return Object.keys((schema === undefined ? undefined : containerOf(schema, here)?.shape) ?? {});
}

/** Whether a path is a map of the schema whatever its value, so that it may be begun empty. */
export function isPlainMap(root: z.ZodType, path: Path, value: unknown): boolean {
  let schema = schemaAt(root, path, value);
  while (schema !== undefined) {
    const definition = definitionOf(schema);
    if (definition.type === 'object') return true;
    schema = innerOf(definition);
  }
  return false;
}

/** The description of a key, as the JSON Schema shows it. */
export const descriptionAt = (root: z.ZodType, path: Path, value: unknown): string | undefined =>
  schemaAt(root, path, value)?.description;

const definitionOf = (schema: z.ZodType): Definition => schema._zod.def;

const innerOf = ({ innerType, in: inner, getter }: Definition): z.ZodType | undefined =>
  innerType ?? inner ?? getter?.();

const ownSchema = (shape: Definition['shape'], key: string): z.ZodType | undefined =>
  shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined;

/** The map or list inside defaults, transforms and unions; undefined if there is none. */
function containerOf(schema: z.ZodType, value: unknown): Definition | undefined {
  const definition = definitionOf(schema);
  const inner = innerOf(definition);
  if (definition.type === 'object' || definition.type === 'array') return definition;
  if (inner !== undefined) return containerOf(inner, value);
  const members = (definition.options ?? []).map((option) => containerOf(option, value));
  const { discriminator } = definition;
  if (discriminator === undefined) return members.find((member) => member !== undefined);
  return members.find((member) => {
    const literal = ownSchema(member?.shape, discriminator);
    return literal?.safeParse(child(value, discriminator)).success;
  });
}
