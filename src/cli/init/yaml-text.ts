const RESERVED = /^(true|false|yes|no|on|off|null|y|n|~)$/i;

/** `300s`, `0.2/h`: no number to YAML, and plain to people. */
const QUANTITY = /^\d+(\.\d+)?(s|m|h|d|\/s|\/h|\/d)$/;

/** A value as YAML: plain where it can be, in flow form where it is a map or a list. */
export function yaml(value: unknown): string {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(yaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${yaml(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

const scalar = (text: string): string =>
  QUANTITY.test(text) || (/^[A-Za-z_][\w./-]*$/.test(text) && !RESERVED.test(text))
    ? text
    : JSON.stringify(text);

/** A line of YAML and the comment behind it. */
export type Line = readonly [text: string, comment?: string | undefined];

/** Lines with their comments in one column, as far as they are short enough. */
export function aligned(lines: readonly Line[]): string[] {
  const lengths = lines.filter(([, comment]) => comment !== undefined).map(([text]) => text.length);
  const column = Math.min(48, Math.max(0, ...lengths));
  return lines.map(([text, comment]) =>
    comment === undefined ? text : `${text.padEnd(column)}  # ${comment}`,
  );
}
