// Folders that the scripts share.
import os from 'node:os';
import path from 'node:path';

/** The checkout. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** What is installed or kept between runs; may be deleted at any time. */
export const CACHE = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'bulkhead');
