import { parseEnvFile } from './envFile.ts';

const made = new WeakMap<ReadonlyMap<string, string>, Map<string, ReadonlyMap<string, string>>>();

/**
 * Variables of an included project: those of its own files, over which the including project's win (compose-go,
 * ApplyInclude). Gives the same map for the same texts, since facts are kept by it.
 */
export function includedEnvironment(
  outer: ReadonlyMap<string, string>,
  texts: readonly string[],
): ReadonlyMap<string, string> {
  if (texts.length === 0) return outer;
  let known = made.get(outer);
  if (!known) {
    known = new Map();
    made.set(outer, known);
  }
  const key = texts.join('\0');
  let environment = known.get(key);
  if (!environment) {
    const own = texts.flatMap((text) => [...parseEnvFile(text, outer)]);
    environment = new Map([...own, ...outer]);
    known.set(key, environment);
  }
  return environment;
}
