import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Whether a module was started, not imported.
 * @param {string} url its import.meta.url
 */
export function isProgram(url) {
  const [, script] = process.argv;
  return script !== undefined && fs.realpathSync(script) === fileURLToPath(url);
}
