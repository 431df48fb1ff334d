/** A part of the JSON Schema, as far as the reference reads it. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Every key of the scenario format as Markdown tables: key, type, default, meaning. */
export function reference(schema: Schema): string {
  const parts = Object.entries(schema.$defs ?? {}).map(([name, part]) => section(name, part));
  return [table(schema), ...parts].join('\n\n');
}

function section(name: string, schema: Schema): string {
  const said = schema.description === undefined ? '' : `${schema.description}\n\n`;
  if (schema.anyOf !== undefined) return `### ${name}\n\n${said}${anyOf(schema.anyOf)}`;
  const members = schema.oneOf ?? [schema];
  return `### ${name}\n\n${said}${members.map((member) => titled(member, members.length > 1)).join('\n\n')}`;
}

/** Keys that most members have stand once, in front; of the others it is said that they have none of them. */
function anyOf(groups: readonly Schema[]): string {
  const members = groups.flatMap((group) => group.oneOf ?? [group]);
  const [first, ...others] = members.map(({ properties = {} }) => properties);
  const has = (member: Schema['properties'], [key, value]: readonly [string, Schema]): boolean =>
    JSON.stringify(member?.[key]) === JSON.stringify(value);
  const shared = Object.entries(first).filter(
    (entry) => 2 * others.filter((other) => has(other, entry)).length > others.length,
  );
  const isShared = (key: string, value: Schema): boolean =>
    shared.some(([name, part]) => name === key && has({ [name]: part }, [key, value]));
  const without = members.filter(({ properties }) => !shared.some((entry) => has(properties, entry)));
  const own = members.map(({ properties = {}, ...member }) => ({
    ...member,
    properties: Object.fromEntries(
      Object.entries(properties).filter(([key, value]) => !isShared(key, value)),
    ),
  }));
  const but = without.map(({ properties = {} }) => `\`${String(properties['name']?.const)}\``).join(', ');
  const front = `**For all of them${but === '' ? '' : ` but ${but}`}**\n\n${table({ properties: Object.fromEntries(shared) })}`;
  return [front, ...own.map((member) => titled(member, true))].join('\n\n');
}

function titled(member: Schema, many: boolean): string {
  const [key, tag] =
    Object.entries(member.properties ?? {}).find(([, { const: value }]) => value !== undefined) ?? [];
  if (member.$ref !== undefined) return `All of ${typeOf(member)}, or:`;
  if (!many) return table(member);
  if (tag === undefined) {
    const [first] = Object.keys(member.properties ?? {});
    return first === undefined ? table(member) : `**\`${first}\`**\n\n${table(member)}`;
  }
  return `**\`${key}: ${String(tag.const)}\`** ${(tag.description ?? '').replace(/^The \w+: /, '')}\n\n${table(member, key)}`;
}

function table(schema: Schema, without?: string): string {
  const rows = rowsOf(schema, '').filter((row) => !row.startsWith(`| \`${without ?? ''}\``));
  if (rows.length === 0) return '(no further keys)';
  return ['| key | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** A row for each key; those of a map, of a list's items, or of a map that may stand there, follow it. */
function rowsOf({ properties = {}, required = [] }: Schema, prefix: string): readonly string[] {
  return Object.entries(properties).flatMap(([key, value]) => {
    const absent = required.includes(key) ? '**required**' : '';
    const preset = value.default === undefined ? absent : `\`${JSON.stringify(value.default)}\``;
    const name = `${prefix}${key}`;
    const row = `| \`${name}\` | ${typeOf(value)} | ${preset} | ${value.description ?? ''} |`;
    const within = [value, ...(value.anyOf ?? [])].flatMap((map) => rowsOf(map, `${name}.`));
    return [row, ...within, ...rowsOf(value.items ?? {}, `${name}[].`)];
  });
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  const members = schema.anyOf ?? schema.oneOf;
  if (members !== undefined) return [...new Set(members.map(typeOf))].join(' or ');
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  if (schema.properties !== undefined) return 'map';
  if (schema.not !== undefined) return 'nothing';
  return (
    { string: 'text', number: 'number', integer: 'whole number', boolean: 'true or false', object: 'map' }[
      schema.type ?? ''
    ] ?? 'any'
  );
}
