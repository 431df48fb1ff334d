/**
 * A file named in another: relative to the folder that the other lies in. Plain text arithmetic over `/` and
 * `\`, since the engine knows no file system.
 */
export function fileBeside(other: string, file: string): string {
  if (/^(?:[\\/]|[A-Za-z]:[\\/])/.test(file)) return file;
  const end = Math.max(other.lastIndexOf('/'), other.lastIndexOf('\\'));
  const separator = end >= 0 && other[end] === '\\' ? '\\' : '/';
  const folder = other
    .slice(0, end + 1)
    .split(/[\\/]/)
    .slice(0, -1);
  const path: string[] = folder;
  for (const step of file.split(/[\\/]/)) {
    const last = path.at(-1);
    if (step === '.' || step === '') continue;
    if (step === '..' && last !== undefined && last !== '' && last !== '.' && last !== '..') path.pop();
    else path.push(step);
  }
  return path.join(separator);
}
