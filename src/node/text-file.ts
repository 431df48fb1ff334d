import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { failure, success } from '../index.js';
import type { Result } from '../index.js';
import { reading } from './file-fault.js';

const CHUNK = 1 << 18;
/**
 * How compressed files begin, and what unpacks them. They are not read as they are: Node unpacks a stream only
 * asynchronously, or all of it at once, and a history may be larger than memory.
 */
const COMPRESSED = [
  { begin: Buffer.of(0x1f, 0x8b), how: 'gzip', unpack: 'gunzip' },
  { begin: Buffer.of(0x28, 0xb5, 0x2f, 0xfd), how: 'zstd', unpack: 'unzstd' },
  { begin: Buffer.of(0x50, 0x4b, 0x03, 0x04), how: 'zip', unpack: 'unzip' },
  { begin: Buffer.from('BZh'), how: 'bzip2', unpack: 'bunzip2' },
  { begin: Buffer.of(0xfd, 0x37, 0x7a, 0x58), how: 'xz', unpack: 'unxz' },
] as const;
const HEAD = 4;
const MEBI = 1 << 20;

/** Why a file cannot be read as text at all; undefined if it can. */
function faultOf(path: string, most: number): { message: string; hint?: string } | undefined {
  const file = openSync(path, 'r');
  try {
    const stat = fstatSync(file);
    const { size } = stat;
    if (stat.isDirectory()) return { message: 'it is a folder, not a file' };
    // A pipe gives its text once, and a device may give it for ever; we look at files twice.
    if (!stat.isFile())
      return { message: 'it is a pipe or a device, not a file', hint: 'save it to a file first' };
    if (size > most) {
      return { message: `the file has ${Math.ceil(size / MEBI)} MiB; expected at most ${most / MEBI} MiB` };
    }
    const head = Buffer.alloc(HEAD);
    return encodingFault(head.subarray(0, readSync(file, head, 0, HEAD, null)));
  } finally {
    closeSync(file);
  }
}

/** Text that is compressed, or not UTF-8, by its first bytes. */
function encodingFault(head: Buffer): { message: string; hint: string } | undefined {
  const packed = COMPRESSED.find(({ begin }) => head.subarray(0, begin.length).equals(begin));
  if (packed !== undefined)
    return { message: `the file is compressed with ${packed.how}`, hint: `${packed.unpack} it first` };
  // What Windows PowerShell writes for `> file`: with its mark, or with every other byte 0.
  const mark = head.length > 1 ? head.readUInt16BE(0) : 0;
  const wide =
    head.length === HEAD && (head[0] === 0) !== (head[1] === 0) && (head[2] === 0) === (head[0] === 0);
  if (mark === 0xfffe || mark === 0xfeff || (wide && (head[3] === 0) === (head[1] === 0)))
    return { message: 'the file is UTF-16', hint: 'save it as UTF-8' };
  return undefined;
}

/** A whole file as text (UTF-8); `shown` is its name in messages, `most` the bytes that are still read. */
export function readText(path: string, options: { shown?: string; most?: number } = {}): Result<string> {
  const { shown = path, most = 256 * MEBI } = options;
  return reading(shown, () => {
    const fault = faultOf(path, most);
    return fault === undefined
      ? success(readFileSync(path, 'utf8'))
      : failure({ at: { file: shown }, ...fault });
  });
}

/** A file as text in chunks; it is opened when the first chunk is asked for, and closed after the last. */
export function openText(path: string, onBytes: (bytes: Uint8Array) => void): Result<Iterable<string>> {
  return reading(path, () => {
    const fault = faultOf(path, Infinity);
    return fault === undefined ? success(chunksOf(path, onBytes)) : failure({ at: { file: path }, ...fault });
  });
}

/** A character may lie across two chunks: the decoder keeps its first bytes for the next call. */
function* chunksOf(path: string, onBytes: (bytes: Uint8Array) => void): Generator<string> {
  const decoder = new TextDecoder();
  const buffer = Buffer.alloc(CHUNK);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const size = readSync(file, buffer, 0, CHUNK, null);
      if (size === 0) break;
      const bytes = buffer.subarray(0, size);
      onBytes(bytes);
      yield decoder.decode(bytes, { stream: true });
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}
