// Reads a ZIP archive, of which a Python wheel is one.
import fs from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DEFLATED = 8;

/**
 * The content of one file of the archive.
 * @param {string} archive
 * @param {string} name its path in the archive
 * @returns {Buffer}
 */
export function readZipEntry(archive, name) {
  const bytes = fs.readFileSync(archive);
  const { method, size, offset } = findEntry(bytes, name);
  // the local header repeats the name, but has an extra field of its own
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(start, start + size);
  return method === DEFLATED ? inflateRawSync(content) : content;
}

/**
 * @param {Buffer} bytes
 * @param {string} name
 */
function findEntry(bytes, name) {
  let end = bytes.length - 22;
  while (end > 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) {
    end--;
  }
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      return {
        method: bytes.readUInt16LE(at + 10),
        size: bytes.readUInt32LE(at + 20),
        offset: bytes.readUInt32LE(at + 42),
      };
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  throw new Error(`the archive has no ${name}`);
}
