/**
 * Why RE2 refuses a pattern, in its own words; undefined for one that it takes. Envoy has it match bytes, so that no
 * code is above FF. Not looked at: names of Unicode classes, and how large a pattern becomes.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
export function re2Error(pattern: string): string | undefined {
  const reader = new Re2Reader(pattern);
  try {
    reader.read();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

class Refusal extends Error {}

const most = 1000;

class Re2Reader {
  #at = 0;
  #open = 0;
  readonly #names = new Set<string>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    // what stands before the place: nothing that may repeat, something, or something repeated
    let before: 'nothing' | 'atom' | 'repeated' = 'nothing';
    let operatorStart = 0;
    while (this.#at < this.#text.length) {
      const start = this.#at;
      const char = this.#text[this.#at] ?? '';
      if (char === '(') {
        this.#group();
        // Flags stand for nothing, and part two repetitions.
        const isFlags = this.#text[this.#at - 1] === ')';
        if (!isFlags) before = 'nothing';
        else if (before === 'repeated') before = 'atom';
      } else if (char === ')') {
        if (this.#open === 0) throw new Refusal(`unexpected ): ${this.#text}`);
        this.#open--;
        this.#at++;
        before = 'atom';
      } else if (char === '|') {
        this.#at++;
        before = 'nothing';
      } else if (this.#takesRepetition()) {
        if (before === 'nothing')
          throw new Refusal(`no argument for repetition operator: ${this.#text.slice(start, this.#at)}`);
        if (before === 'repeated')
          throw new Refusal(`bad repetition operator: ${this.#text.slice(operatorStart, this.#at)}`);
        operatorStart = start;
        before = 'repeated';
      } else {
        this.#atom(char);
        before = 'atom';
      }
    }
    if (this.#open > 0) throw new Refusal(`missing ): ${this.#text}`);
  }

  #group(): void {
    this.#at++;
    if (this.#text[this.#at] !== '?') {
      this.#open++;
      return;
    }
    const rest = this.#text.slice(this.#at - 1);
    const named = /^\(\?P?<([^>]*)>/.exec(rest);
    if (named && !/^\(\?<[=!]/.test(rest)) {
      const [whole, name = ''] = named;
      if (!/^[\p{L}\p{N}_]+$/u.test(name)) throw new Refusal(`invalid named capture group: ${whole}`);
      if (this.#names.has(name)) throw new Refusal(`duplicate capture group name: ${name}`);
      this.#names.add(name);
      this.#at += whole.length - 1;
      this.#open++;
      return;
    }
    const flags = /^\(\?(?:[imsU]*-)?[imsU]*([:)])/.exec(rest);
    if (!flags || /^\(\?(?:-|[imsU]*-)?\)/.test(rest) || /^\(\?[imsU]*-[:)]/.test(rest))
      throw new Refusal(`invalid perl operator: ${rest.slice(0, /^\(\?[<P]?[=!<]/.test(rest) ? 4 : 3)}`);
    this.#at += flags[0].length - 1;
    if (flags[1] === ':') this.#open++;
  }

  /** Goes over `*`, `+?`, `{2,3}`; false when none stands here. */
  #takesRepetition(): boolean {
    const found = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(this.#text.slice(this.#at, this.#at + 30));
    if (!found) return false;
    const [operator, least, limit] = found;
    const top = limit === undefined || limit === '' ? least : limit;
    if (least !== undefined && (Number(least) > most || Number(top) > most || Number(least) > Number(top)))
      throw new Refusal(`invalid repetition size: ${operator}`);
    this.#at += operator.length;
    return true;
  }

  #atom(char: string): void {
    if (char === '\\') this.#escape(false);
    else if (char === '[') this.#characterClass();
    else this.#at++;
  }

  /** Goes over an escape; true for one that stands for several characters. */
  #escape(inClass: boolean): boolean {
    const rest = this.#text.slice(this.#at, this.#at + 40);
    const next = rest[1];
    if (next === undefined) throw new Refusal('trailing \\');
    if (!inClass && next === 'Q') {
      const end = this.#text.indexOf('\\E', this.#at + 2);
      this.#at = end < 0 ? this.#text.length : end + 2;
      return true;
    }
    const several = /^\\(?:[dDsSwW]|[pP](?:\{\^?[\w ]+\}|[LMNPSZC]))/.exec(rest);
    const single =
      /^\\(?:[aftnrv]|x[0-9a-fA-F]{2}|x\{0*[0-9a-fA-F]{1,2}\}|0[0-7]{0,2}|[1-7][0-7]{1,2}|[^0-9A-Za-z])/u.exec(rest) ??
      (inClass ? null : /^\\[AzbBC]/.exec(rest));
    const found = several ?? single;
    if (!found) {
      const range = /^\\[pP]/.test(rest);
      const shown = range ? (/^\\[pP](?:\{[^}]*\}|.)?/.exec(rest)?.[0] ?? rest.slice(0, 2)) : rest.slice(0, 2);
      throw new Refusal(`${range ? 'invalid character class range' : 'invalid escape sequence'}: ${shown}`);
    }
    this.#at += found[0].length;
    return several !== null;
  }

  #characterClass(): void {
    const start = this.#at;
    this.#at++;
    if (this.#text[this.#at] === '^') this.#at++;
    for (let first = true; first || this.#text[this.#at] !== ']'; first = false) {
      if (this.#at >= this.#text.length) throw new Refusal(`missing ]: ${this.#text.slice(start)}`);
      const named = /^\[:(\^?)(\w*):\]/.exec(this.#text.slice(this.#at, this.#at + 20));
      if (named) {
        if (!posix.test(named[2] ?? '')) throw new Refusal(`invalid character class range: ${named[0]}`);
        this.#at += named[0].length;
        continue;
      }
      const from = this.#at;
      const low = this.#classCharacter();
      if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']' || this.#at + 1 >= this.#text.length)
        continue;
      if (low === undefined) continue;
      this.#at++;
      const high = this.#classCharacter();
      if (high === undefined || high < low)
        throw new Refusal(`invalid character class range: ${this.#text.slice(from, this.#at)}`);
    }
    this.#at++;
  }

  /** The code of a single character; undefined for an escape that stands for several. */
  #classCharacter(): number | undefined {
    const from = this.#at;
    if (this.#text[from] !== '\\') {
      const code = this.#text.codePointAt(from) ?? 0;
      this.#at += code > 0xffff ? 2 : 1;
      return code;
    }
    if (this.#escape(true)) return undefined;
    return codeOf(this.#text.slice(from + 1, this.#at));
  }
}

const posix = /^(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit)$/;

function codeOf(written: string): number {
  const hexadecimal = /^x\{?([0-9a-fA-F]+)/.exec(written)?.[1];
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal, 16);
  if (/^[0-7]+$/.test(written)) return Number.parseInt(written, 8);
  const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
  return controls[written] ?? written.codePointAt(0) ?? 0;
}
