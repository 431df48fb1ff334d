/** A value of the input as a message shows it: short, and plain about what kind of thing it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'nothing';
}
