/** Finds code that stands in `src` twice, word for word: runs of equal tokens, imports and comments apart. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Tokens in a row that count as a copy: about eight full lines. */
const run = 80;
const folder = process.argv[2] ?? 'src';

function tokensOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const tokens = [];
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const children = node
      .getChildren(source)
      .filter(
        (child) => child.kind < ts.SyntaxKind.FirstJSDocNode || child.kind > ts.SyntaxKind.LastJSDocNode,
      );
    if (children.length > 0) return children.forEach(visit);
    const text = node.getText(source);
    if (text !== '') tokens.push({ text, start: node.getStart(source) });
  };
  visit(source);
  const lineOf = (token) => source.getLineAndCharacterOfPosition(token.start).line + 1;
  return tokens.map((token) => ({ text: token.text, place: `${file}:${lineOf(token)}` }));
}

const files = readdirSync(folder, { recursive: true })
  .map((name) => `${folder}/${name}`.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();
const seen = new Map();
let copies = 0;
let total = 0;

for (const file of files) {
  const tokens = tokensOf(file);
  total += tokens.length;
  let open = false;
  for (let index = 0; index + run <= tokens.length; index += 1) {
    const key = tokens
      .slice(index, index + run)
      .map((token) => token.text)
      .join(' ');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, { file, index, place: tokens[index].place });
    const copied = first !== undefined && !(first.file === file && index - first.index < run);
    if (copied && !open) {
      console.error(`${tokens[index].place} stands already at ${first.place}`);
      copies += 1;
    }
    open = copied;
  }
}
if (copies > 0) process.exit(1);
console.log(`${files.length} files, ${total} tokens`);
