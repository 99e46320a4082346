import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepared.ts';

// The course that Bulkhead serves. Its files are read from there, verbatim, and never copied into the project.
const course = path.resolve(ROOT, '../shared/reference/course.md');

export const courseIsThere: boolean = existsSync(course);

/** The whole course. */
export function courseText(): string {
  return readFileSync(course, 'utf8');
}

/**
 * The first compose file of the course that holds all these parts: a YAML block, or what a shell block writes into a
 * file. Throws when there is none.
 */
export function courseFileWith(...parts: readonly string[]): string {
  const text = courseText();
  const fences = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  const written = [...text.matchAll(/<< 'EOF'\n([\s\S]*?)^EOF$/gm)].map((match) => match[1] ?? '');
  const found = [...fences, ...written].find(
    (file) => /^services:/m.test(file) && parts.every((part) => file.includes(part)),
  );
  if (found === undefined) throw new Error(`The course has no compose file with ${parts.join(' and ')}.`);
  return found;
}
