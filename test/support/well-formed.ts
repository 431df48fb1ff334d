/**
 * What is wrong with a page as XML: elements that are not closed or closed in the wrong order, attributes without
 * quotes or given twice, a bare `&` or `<`. Empty for a well-formed one.
 */
export function malformations(page: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const body = page.replace(/^<!DOCTYPE html>/, '');
  const pieces = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g;
  for (const [piece, closing, name, attributes, empty] of body.matchAll(pieces)) {
    if (piece === '<') faults.push('a bare <');
    else if (!piece.startsWith('<')) faults.push(...bare(piece));
    else if (closing === '/') {
      const expected = open.pop();
      if (expected !== name) faults.push(`</${name}> closes <${expected}>`);
    } else {
      const names = [...attributes.matchAll(/([\w:-]+)=/g)].map(([, key]) => key);
      if (new Set(names).size < names.length) faults.push(`an attribute twice: ${piece}`);
      faults.push(...bare(attributes));
      if (empty === '') open.push(name);
    }
  }
  return [...faults, ...open.map((name) => `<${name}> stays open`)];
}

const bare = (text: string): readonly string[] =>
  /&(?!(amp|lt|gt|quot|#39);)/.test(text) ? [`a bare &: ${text.slice(0, 80)}`] : [];
