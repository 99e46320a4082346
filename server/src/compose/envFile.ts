import { interpolate } from './interpolate.ts';

/**
 * Reads an environment file as compose does (Compose Specification, "Env_file format"). A value may use variables of
 * `shell` and those before it; a name without a value takes the shell's. Lines that are no assignment are passed over.
 */
export function parseEnvFile(
  text: string,
  shell: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:[=:][ \t]*|(?=[\r\n]|$))/gm;
  for (let match = assignment.exec(text); match; match = assignment.exec(text)) {
    const name = match[1] ?? '';
    const end = match.index + match[0].length;
    const written = /[=:][ \t]*$/.test(match[0]) ? readValue(text, end) : undefined;
    if (written) assignment.lastIndex = written.end;
    const value = written ? resolve(written, shell, found) : shell.get(name);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

interface Written {
  readonly quote: '"' | "'" | '';
  readonly raw: string;
  /** Offset behind the value. */
  readonly end: number;
}

function readValue(text: string, start: number): Written {
  const double = /"((?:\\[\s\S]|[^"\\])*)"/y;
  const single = /'((?:\\'|[^'])*)'/y;
  double.lastIndex = start;
  single.lastIndex = start;
  const quoted = double.exec(text) ?? single.exec(text);
  if (quoted) {
    return { quote: text[start] === '"' ? '"' : "'", raw: quoted[1] ?? '', end: start + quoted[0].length };
  }
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const rest = line.exec(text)?.[0] ?? '';
  // a comment begins with a space before the sign
  const raw = rest.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
  return { quote: '', raw, end: start + rest.length };
}

function resolve(
  { quote, raw }: Written,
  shell: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): string {
  if (quote === "'") return raw.replaceAll("\\'", "'");
  return interpolate(quote === '"' ? resolveEscapes(raw) : raw, new Map([...before, ...shell])).value;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', $: '$$' };

/** An escaped dollar sign becomes the one that interpolation leaves alone. */
function resolveEscapes(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character);
}
