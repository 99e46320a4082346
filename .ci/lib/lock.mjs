// A lock between processes that survives the death of its holder.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process that names the same file does.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) {
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  // A link appears at once with its content, so no one can read a holder's number half written.
  const own = `${file}.${process.pid}`;
  fs.writeFileSync(own, String(process.pid));
  try {
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
    dropIfHolderDied(file);
    return false;
  } finally {
    fs.rmSync(own);
  }
}

/** @param {string} file */
function dropIfHolderDied(file) {
  try {
    process.kill(Number(fs.readFileSync(file, 'utf8')), 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user; ENOENT: the lock was given back meanwhile
    if (codeOf(error) === 'ESRCH') {
      fs.rmSync(file, { force: true });
    }
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}
