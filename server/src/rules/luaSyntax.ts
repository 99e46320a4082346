import { type LuaFault, type LuaToken, luaTokens } from './luaTokens.ts';

/** The first place at which LuaJIT would not read a source; undefined for one that it reads. */
export function luaFault(source: string): LuaFault | undefined {
  const { tokens, fault } = luaTokens(source);
  const reader = new LuaReader(fault ? [...tokens, endAt(fault)] : tokens);
  try {
    reader.chunk();
    return fault;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What cannot be read at all is the reason why something else seems to be missing there.
    return fault && error.fault.start >= fault.start ? fault : error.fault;
  }
}

const endAt = ({ start, end }: LuaFault): LuaToken => ({ kind: 'end', text: 'the end', start, end });

class Refusal extends Error {
  readonly fault: LuaFault;
  constructor(fault: LuaFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** C's stack is limited as well: LuaJIT gives up at two hundred levels. */
const mostLevels = 200;

const blockEnds: ReadonlySet<string> = new Set(['else', 'elseif', 'end', 'until']);
const unary: ReadonlySet<string> = new Set(['not', '-', '#']);
const binary: ReadonlySet<string> = new Set('+ - * / % ^ .. == ~= < <= > >= and or'.split(' '));
const values: ReadonlySet<string> = new Set(['nil', 'true', 'false']);

interface FunctionFrame {
  loops: number;
  /** It takes `...`. */
  readonly hasRest: boolean;
  readonly labels: Set<string>;
  readonly jumps: LuaToken[];
}

const functionFrame = (hasRest: boolean): FunctionFrame => ({ loops: 0, hasRest, labels: new Set(), jumps: [] });

/** Reads by the grammar of Lua 5.1 with what LuaJIT takes from 5.2: `goto`, labels, `break` anywhere in a loop. */
class LuaReader {
  readonly #tokens: readonly LuaToken[];
  #at = 0;
  #level = 0;
  /** Of the function that is read. */
  #inside = functionFrame(true);

  constructor(tokens: readonly LuaToken[]) {
    this.#tokens = tokens;
  }

  chunk(): void {
    this.#block();
    if (this.#token.kind !== 'end') this.#refuse(`"${this.#token.text}" ends nothing here`);
    this.#endOfFunction();
  }

  /** A label may stand behind the `goto`; in which block it is, is not looked at. */
  #endOfFunction(): void {
    const { jumps, labels } = this.#inside;
    const lost = jumps.find(({ text }) => !labels.has(text));
    if (lost) throw new Refusal({ start: lost.start, end: lost.end, message: `There is no label "${lost.text}"` });
  }

  get #token(): LuaToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: 'the end', start: 0, end: 0 };
  }

  #refuse(message: string): never {
    const { start, end } = this.#token;
    throw new Refusal({ start, end, message });
  }

  #is(text: string): boolean {
    const { kind, text: own } = this.#token;
    return own === text && (kind === 'keyword' || kind === 'symbol');
  }

  #take(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#at++;
    return found;
  }

  #need(text: string): void {
    if (!this.#take(text)) this.#refuse(`\`${text}\` is missing before "${this.#token.text}"`);
  }

  #name(): void {
    if (this.#token.kind !== 'name') this.#refuse(`A name is missing before "${this.#token.text}"`);
    this.#at++;
  }

  #deeper(read: () => void): void {
    if (++this.#level > mostLevels) this.#refuse('It is nested too deeply');
    read();
    this.#level--;
  }

  #block(): void {
    while (!this.#isOver()) {
      if (this.#take('return')) {
        if (!this.#is(';') && !this.#isOver()) this.#expressions();
        this.#take(';');
        return;
      }
      this.#deeper(() => this.#statement());
      while (this.#take(';'));
    }
  }

  /** True where a block ends. */
  #isOver(): boolean {
    return this.#token.kind === 'end' || this.#isOneOf(blockEnds);
  }

  #statement(): void {
    if (this.#take(';')) return;
    if (this.#take('if')) this.#if();
    else if (this.#take('while')) {
      this.#expression();
      this.#loop();
    } else if (this.#take('do')) {
      this.#block();
      this.#need('end');
    } else if (this.#take('for')) this.#for();
    else if (this.#take('repeat')) {
      this.#inside.loops++;
      this.#block();
      this.#inside.loops--;
      this.#need('until');
      this.#expression();
    } else if (this.#take('function')) {
      this.#name();
      while (this.#take('.')) this.#name();
      if (this.#take(':')) this.#name();
      this.#body();
    } else if (this.#take('local')) this.#local();
    else if (this.#is('break')) {
      if (this.#inside.loops === 0) this.#refuse('There is no loop to break');
      this.#at++;
    } else if (this.#take('::')) {
      this.#inside.labels.add(this.#token.text);
      this.#name();
      this.#need('::');
    } else if (!this.#goto()) this.#callOrAssignment();
  }

  /** `goto` is a name like others unless one follows. */
  #goto(): boolean {
    const target = this.#tokens[this.#at + 1];
    if (this.#token.text !== 'goto' || target?.kind !== 'name') return false;
    this.#inside.jumps.push(target);
    this.#at += 2;
    return true;
  }

  #if(): void {
    do {
      this.#expression();
      this.#need('then');
      this.#block();
    } while (this.#take('elseif'));
    if (this.#take('else')) this.#block();
    this.#need('end');
  }

  #loop(): void {
    this.#need('do');
    this.#inside.loops++;
    this.#block();
    this.#inside.loops--;
    this.#need('end');
  }

  #for(): void {
    this.#name();
    if (this.#take('=')) {
      this.#expression();
      this.#need(',');
      this.#expression();
      if (this.#take(',')) this.#expression();
    } else {
      while (this.#take(',')) this.#name();
      this.#need('in');
      this.#expressions();
    }
    this.#loop();
  }

  #local(): void {
    if (this.#take('function')) {
      this.#name();
      this.#body();
      return;
    }
    do this.#name();
    while (this.#take(','));
    if (this.#take('=')) this.#expressions();
  }

  /** Parameters and body of a function. */
  #body(): void {
    const around = this.#inside;
    this.#need('(');
    let hasRest = false;
    if (!this.#is(')')) {
      do {
        hasRest = this.#take('...');
        if (!hasRest) this.#name();
      } while (!hasRest && this.#take(','));
    }
    this.#need(')');
    this.#inside = functionFrame(hasRest);
    this.#block();
    this.#endOfFunction();
    this.#inside = around;
    this.#need('end');
  }

  #callOrAssignment(): void {
    let kind = this.#suffixed();
    if (this.#is('=') || this.#is(',')) {
      while (kind === 'variable' && this.#take(',')) kind = this.#suffixed();
      if (kind !== 'variable') this.#refuse('Nothing can be assigned to what stands before it');
      this.#need('=');
      this.#expressions();
    } else if (kind !== 'call') this.#refuse(`\`=\` or a call is missing before "${this.#token.text}"`);
  }

  /** A name or something in parentheses, with fields and calls behind it. */
  #suffixed(): 'variable' | 'call' | 'value' {
    let kind: 'variable' | 'call' | 'value' = 'variable';
    if (this.#take('(')) {
      this.#expression();
      this.#need(')');
      kind = 'value';
    } else if (this.#token.kind === 'name') this.#at++;
    else this.#refuse(`"${this.#token.text}" is not expected here`);
    for (;;) {
      if (this.#take('.')) {
        this.#name();
        kind = 'variable';
      } else if (this.#take('[')) {
        this.#expression();
        this.#need(']');
        kind = 'variable';
      } else if (this.#take(':')) {
        this.#name();
        if (!this.#arguments()) this.#refuse(`Arguments are missing before "${this.#token.text}"`);
        kind = 'call';
      } else if (this.#arguments()) kind = 'call';
      else return kind;
    }
  }

  #arguments(): boolean {
    if (this.#token.kind === 'string') {
      this.#at++;
      return true;
    }
    if (this.#is('{')) {
      this.#table();
      return true;
    }
    if (!this.#take('(')) return false;
    if (!this.#is(')')) this.#expressions();
    this.#need(')');
    return true;
  }

  #expressions(): void {
    do this.#expression();
    while (this.#take(','));
  }

  #expression(): void {
    this.#deeper(() => {
      do {
        while (this.#takeOneOf(unary));
        this.#simple();
      } while (this.#takeOneOf(binary));
    });
  }

  #isOneOf(texts: ReadonlySet<string>): boolean {
    const { kind, text } = this.#token;
    return (kind === 'symbol' || kind === 'keyword') && texts.has(text);
  }

  #takeOneOf(texts: ReadonlySet<string>): boolean {
    const found = this.#isOneOf(texts);
    if (found) this.#at++;
    return found;
  }

  #simple(): void {
    const { kind } = this.#token;
    if (kind === 'number' || kind === 'string' || this.#isOneOf(values)) this.#at++;
    else if (this.#is('...')) {
      if (!this.#inside.hasRest) this.#refuse('The function around it takes no `...`');
      this.#at++;
    } else if (this.#is('{')) this.#table();
    else if (this.#take('function')) this.#body();
    else this.#suffixed();
  }

  #table(): void {
    this.#need('{');
    while (!this.#is('}')) {
      if (this.#take('[')) {
        this.#expression();
        this.#need(']');
        this.#need('=');
      } else if (this.#token.kind === 'name' && this.#tokens[this.#at + 1]?.text === '=') this.#at += 2;
      this.#expression();
      if (!this.#take(',') && !this.#take(';')) break;
    }
    this.#need('}');
  }
}
