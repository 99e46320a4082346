/** What Lua does not take at a place of the source. Offsets count from its start. */
export interface LuaFault {
  readonly start: number;
  readonly end: number;
  /** A sentence without its stop. */
  readonly message: string;
}

export interface LuaToken {
  readonly kind: 'name' | 'keyword' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const keywords: ReadonlySet<string> = new Set(
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);

const space = /[ \t\r\n\f\v]+/y;
const comment = /--(?!\[=*\[)[^\r\n]*/y;
const longText = /(?:--)?\[(=*)\[/y;
const name = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;
const number = /\.?\d(?:[eEpP][+-]|[\w.])*/y;
const symbol = /\.\.\.|\.\.|==|~=|<=|>=|::|[-+*/%^#<>=(){}[\];:,.]/y;
const shortText = /(["'])((?:\\(?:\r\n|[\s\S])|(?!\1)[^\\\r\n])*)\1/y;

/** Decimal and hexadecimal numbers, and LuaJIT's suffixes. */
const validNumber =
  /^(?:0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:[uU]?[lL][lL]|[iI])?$/;
const badEscape = /^(?:\\(?:[abfnrtv\\"'zx\d\r\n]|u\{)|[^\\])*\\(?![abfnrtv\\"'zx\d\r\n]|u\{)/;

/** The tokens of a source up to the first thing that is none; the last one is of the kind `end`. */
export function luaTokens(source: string): { readonly tokens: readonly LuaToken[]; readonly fault?: LuaFault } {
  const tokens: LuaToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const add = (kind: LuaToken['kind'], text: string): void => {
    tokens.push({ kind, text, start: at, end: at + text.length });
    at += text.length;
  };
  while (at < source.length) {
    const skipped = take(space) ?? take(comment);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const long = take(longText);
    if (long) {
      const end = source.indexOf(`]${long[1]}]`, at + long[0].length);
      if (end < 0) return { tokens, fault: faultAt(at, long[0].length, 'It has no end') };
      const length = end + 2 + (long[1]?.length ?? 0) - at;
      if (long[0].startsWith('--')) at += length;
      else add('string', source.slice(at, at + length));
      continue;
    }
    const word = take(name)?.[0];
    const digits = word === undefined ? take(number)?.[0] : undefined;
    const text = take(shortText);
    const sign = take(symbol)?.[0];
    if (word !== undefined) add(keywords.has(word) ? 'keyword' : 'name', word);
    else if (digits !== undefined) {
      if (!validNumber.test(digits)) return { tokens, fault: faultAt(at, digits.length, `"${digits}" is no number`) };
      add('number', digits);
    } else if (text) {
      if (badEscape.test(text[2] ?? ''))
        return { tokens, fault: faultAt(at, text[0].length, 'It has an unknown escape') };
      add('string', text[0]);
    } else if (sign !== undefined) add('symbol', sign);
    else {
      const isText = /["']/.test(source[at] ?? '');
      return {
        tokens,
        fault: faultAt(at, 1, isText ? 'The text has no end on its line' : `"${source[at]}" is no Lua`),
      };
    }
  }
  tokens.push({ kind: 'end', text: 'the end', start: at, end: at });
  return { tokens };
}

const faultAt = (start: number, length: number, message: string): LuaFault => ({ start, end: start + length, message });
