/** One case of a test report in JUnit's form. */
export interface JunitCase {
  readonly name: string;
  readonly file?: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Empty where the report gives none. */
  readonly message: string;
  readonly details: string;
}

/** A report of thousands of statements is far smaller; UTF-16 units. */
export const longestReport = 8_000_000;

/**
 * Reads the cases of a report as `bulkhead verify --format junit` writes it. Anything that is not of this form, a
 * document type above all, is refused: throws an error with one sentence.
 */
export function readJunit(text: string): readonly JunitCase[] {
  if (text.length > longestReport) throw new Error('The report is too large.');
  const cases: JunitCase[] = [];
  const open: string[] = [];
  let current: { readonly attributes: Attributes; result?: Attributes; kind?: string; details: string } | undefined;
  for (const token of tokensOf(text)) {
    const inside = open.at(-1) ?? '';
    if (token.kind === 'text') {
      if (current && (inside === 'failure' || inside === 'error')) current.details += token.text;
      else if (token.text.trim() !== '' && !isOutput(inside)) throw unexpected(token.text.trim());
    } else if (token.kind === 'end') {
      if (open.pop() !== token.name) throw unexpected(`</${token.name}>`);
      if (token.name === 'testcase' && current) cases.push(caseOf(current));
      if (token.name === 'testcase') current = undefined;
    } else {
      if (!(children[inside] ?? []).includes(token.name)) throw unexpected(`<${token.name}>`);
      open.push(token.name);
      if (token.name === 'testcase') current = { attributes: token.attributes, details: '' };
      else if (current && isResult(token.name)) Object.assign(current, { result: token.attributes, kind: token.name });
    }
  }
  if (open.length > 0) throw new Error('The report ends too early.');
  if (!text.includes('<testsuite')) throw new Error('This is no report in the form of JUnit.');
  return cases;
}

type Attributes = ReadonlyMap<string, string>;

type Token =
  | { readonly kind: 'start'; readonly name: string; readonly attributes: Attributes }
  | { readonly kind: 'end'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const children: Readonly<Record<string, readonly string[]>> = {
  '': ['testsuites', 'testsuite'],
  testsuites: ['testsuite'],
  testsuite: ['testcase', 'properties', 'system-out', 'system-err'],
  properties: ['property'],
  testcase: ['failure', 'error', 'skipped', 'system-out', 'system-err'],
};

const isResult = (name: string): boolean => name === 'failure' || name === 'error' || name === 'skipped';
const isOutput = (name: string): boolean => name === 'system-out' || name === 'system-err' || name === 'skipped';

const unexpected = (what: string): Error =>
  new Error(`The report holds what does not belong there: ${what.slice(0, 60)}`);

function caseOf(read: {
  readonly attributes: Attributes;
  result?: Attributes;
  kind?: string;
  details: string;
}): JunitCase {
  const { attributes, result, kind, details } = read;
  const name = attributes.get('name');
  const file = attributes.get('file');
  if (name === undefined) throw new Error('The report has a case without a name.');
  const outcome = kind === undefined ? 'passed' : kind === 'skipped' ? 'skipped' : 'failed';
  return { name, outcome, message: result?.get('message') ?? '', details, ...(file === undefined ? {} : { file }) };
}

const markup =
  /<\?xml[^<>]*\?>|<!--(?:(?!--)[\s\S])*-->|<!\[CDATA\[((?:(?!\]\]>)[\s\S])*)\]\]>|<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;

function* tokensOf(text: string): Generator<Token> {
  let position = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (position < text.length) {
    if (text[position] !== '<') {
      const next = text.indexOf('<', position);
      const end = next < 0 ? text.length : next;
      yield { kind: 'text', text: plainText(text.slice(position, end)) };
      position = end;
      continue;
    }
    markup.lastIndex = position;
    const match = markup.exec(text);
    if (!match) throw unexpected(text.slice(position, position + 40));
    position = markup.lastIndex;
    const [, data, closed, opened, attributes = '', selfClosing] = match;
    if (data !== undefined) yield { kind: 'text', text: data };
    if (closed !== undefined) yield { kind: 'end', name: closed };
    if (opened === undefined) continue;
    yield { kind: 'start', name: opened, attributes: attributesOf(attributes) };
    if (selfClosing === '/') yield { kind: 'end', name: opened };
  }
}

function attributesOf(text: string): Attributes {
  const all = text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...all].map(([, name = '', double, single]) => [name, plainText(double ?? single ?? '')]));
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plainText(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));?/g, (whole, decimal, hexadecimal, name) => {
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
    const character = code === undefined ? entities[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (character === undefined || !whole.endsWith(';')) throw unexpected(whole);
    return character;
  });
}
