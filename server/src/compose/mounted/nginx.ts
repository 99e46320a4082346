import type { Anchor } from '../../text/span.ts';
import type { HostFacts, NamedHost } from './hostFacts.ts';
import { hostInWord, type Word } from './words.ts';

/** Directives that hand a request on to the address behind them (nginx.org, modules of http, stream and mail). */
const passes = /^(?:proxy|grpc|fastcgi|uwsgi|scgi|memcached)_pass$/;

/** The hosts in `*_pass` and in `server` of an `upstream`. Values of variables are left alone. */
export function nginxHosts(text: string, anchor: Anchor): HostFacts {
  const hosts: NamedHost[] = [];
  const groups: string[] = [];
  for (const { words, block } of statements(text)) {
    const [directive, first] = words;
    if (directive?.text === 'upstream' && first) groups.push(first.text);
    const isMember = directive?.text === 'server' && block === 'upstream';
    const isPass = directive !== undefined && passes.test(directive.text);
    const host = isMember || isPass ? hostInWord(first, anchor) : undefined;
    if (host) hosts.push(isPass && host.port === undefined ? { ...host, mayBeGroup: true } : host);
  }
  return { hosts, groups };
}

interface Statement {
  readonly words: readonly Word[];
  /** The directive whose braces are around it; empty at the top. */
  readonly block: string;
}

// A comment, a text in quotes, a mark, or a word, in which `${name}` has braces of its own.
const tokens = /#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([;{}])|(?:\$\{[^}\s]*\}|[^\s;{}])+/g;

function* statements(text: string): Iterable<Statement> {
  const blocks: string[] = [];
  let words: Word[] = [];
  // Lua between braces has rules of its own.
  let foreign = 0;
  for (const token of text.matchAll(tokens)) {
    const [whole, double, single, mark] = token;
    if (foreign > 0) foreign += mark === '{' ? 1 : mark === '}' ? -1 : 0;
    else if (mark === undefined) {
      const quoted = double ?? single;
      if (quoted !== undefined) words.push({ text: quoted, start: token.index + 1 });
      else if (!whole.startsWith('#')) words.push({ text: whole, start: token.index });
    } else {
      if (words.length > 0) yield { words, block: blocks.at(-1) ?? '' };
      const directive = words[0]?.text ?? '';
      words = [];
      if (mark === '{' && directive.endsWith('_by_lua_block')) foreign = 1;
      else if (mark === '{') blocks.push(directive);
      else if (mark === '}') blocks.pop();
    }
  }
}
