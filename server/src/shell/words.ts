import type { OffsetRange } from '../text/span.ts';

/** A word, or something that ends a command. Offsets are those of the text. */
export type ShellToken =
  | ({ readonly kind: 'word'; readonly value: string; readonly literal: boolean } & OffsetRange)
  /** `;`, `&&`, `||`, `|`, `&`, a bracket or a line end. */
  | ({ readonly kind: 'end'; readonly value: string } & OffsetRange)
  | ({ readonly kind: 'comment'; readonly value: string } & OffsetRange);

/**
 * The words of a shell script. What follows `<<` as a here-document is skipped, redirections are left out, and a quote
 * without its end reaches to the end of the text. Never throws.
 */
export function shellTokens(text: string): readonly ShellToken[] {
  const tokens: ShellToken[] = [];
  const documents: { readonly word: string; readonly tabs: boolean }[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 2);
    const character = rest.charAt(0);
    const blank = /^(?:[ \t]|\\\r?\n)+/.exec(text.slice(at, at + 1000));
    if (blank) at += blank[0].length;
    else if (character === '#') {
      const end = lineEnd(text, at);
      tokens.push({ kind: 'comment', value: text.slice(at, end), start: at, end });
      at = end;
    } else if (character === '\n' || rest === '\r\n') {
      const end = at + (character === '\n' ? 1 : 2);
      tokens.push({ kind: 'end', value: '\n', start: at, end });
      at = end;
      for (const { word, tabs } of documents.splice(0)) at = afterDocument(text, at, word, tabs);
    } else if (redirection.test(text.slice(at, at + 8))) {
      const operator = redirection.exec(text.slice(at, at + 8))?.[0] ?? '>';
      const gap = /^[ \t]*/.exec(text.slice(at + operator.length))?.[0].length ?? 0;
      const target = readWord(text, at + operator.length + gap);
      if (/^\d*<<-?$/.test(operator)) documents.push({ word: target.value, tabs: operator.endsWith('-') });
      at = Math.max(target.end, at + operator.length);
    } else if (/^[;|&(){}]/.test(character) && !(character === '{' && /^\{\S/.test(rest))) {
      const value = rest === '&&' || rest === '||' || rest === ';;' ? rest : character;
      tokens.push({ kind: 'end', value, start: at, end: at + value.length });
      at += value.length;
    } else {
      const word = readWord(text, at);
      const end = Math.max(word.end, at + 1);
      tokens.push({ kind: 'word', value: word.value, literal: word.literal, start: at, end });
      at = end;
    }
  }
  return tokens;
}

const redirection = /^\d*(?:<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)|^&>>?/;

const lineEnd = (text: string, from: number): number => {
  const end = text.slice(from).search(/\r?\n/);
  return end < 0 ? text.length : from + end;
};

function afterDocument(text: string, from: number, word: string, tabs: boolean): number {
  let at = from;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    at = end;
    if ((tabs ? line.replace(/^\t+/, '') : line) === word) return at;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return text.length;
}

/** A word with its quotes taken away; a variable or command in it makes it not literal. */
function readWord(text: string, from: number): { value: string; literal: boolean; end: number } {
  let value = '';
  let literal = true;
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "'") {
      const end = text.indexOf("'", at + 1);
      value += text.slice(at + 1, end < 0 ? undefined : end);
      at = end < 0 ? text.length : end + 1;
    } else if (character === '"') {
      const inner = /^"((?:[^"\\]|\\[\s\S])*)"?/.exec(text.slice(at));
      const content = inner?.[1] ?? '';
      if (/[$`]/.test(content)) literal = false;
      value += content.replace(/\\(["\\$`])/g, '$1');
      at += inner?.[0].length ?? 1;
    } else if (character === '\\') {
      if (/^\\\r?\n/.test(text.slice(at, at + 3))) break;
      value += text.charAt(at + 1);
      at += 2;
    } else if (character === '$' || character === '`') {
      const whole = expansion.exec(text.slice(at))?.[0] ?? character;
      literal = false;
      value += whole;
      at += whole.length;
    } else if (/[\s;|&()<>]/.test(character)) break;
    else {
      value += character;
      at++;
    }
  }
  return { value, literal, end: Math.min(at, text.length) };
}

const expansion = /^(?:\$\{[^}]*\}?|\$\([^)]*\)?|\$\w+|\$.?|`[^`]*`?)/;
