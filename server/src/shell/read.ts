import type { Suppression } from '../model/project.ts';
import type { ChainCommand, Script } from '../model/script.ts';
import type { Anchor, Span } from '../text/span.ts';
import { readCommand } from './command.ts';
import { type ShellToken, shellTokens } from './words.ts';

/** The chain that the engine leaves to its users. A script that does not name it is none of ours. */
export const userChain = 'DOCKER-USER';

/** Reads the calls of iptables in a script. Never throws; what it does not understand it leaves out. */
export function readScript(uri: string, text: string): Script {
  const anchor: Anchor = { uri, offset: 0 };
  const tokens = shellTokens(text);
  const programs = new Map<string, string>();
  const commands: ChainCommand[] = [];
  let stopsOnError = false;
  let branches = 0;
  let isCondition = false;
  for (const { words, end, after, endsAt } of simpleCommands(tokens)) {
    let rest = words;
    for (;;) {
      const word = rest[0]?.value ?? '';
      if (word === 'if' || word === 'case') branches++;
      else if (word === 'fi' || word === 'esac') branches = Math.max(0, branches - 1);
      if (word === 'if' || word === 'elif' || word === 'while' || word === 'until') isCondition = true;
      else if (word === 'then' || word === 'do') isCondition = false;
      else if (!passed.has(word)) break;
      rest = rest.slice(1);
    }
    for (const { value } of rest) {
      const assigned = /^(\w+)=(\S+)$/.exec(value);
      if (!assigned) break;
      programs.set(assigned[1] ?? '', assigned[2] ?? '');
    }
    if (rest[0]?.value === 'set' && rest.some(({ value }) => /^-[a-z]*e/.test(value) || value === 'errexit'))
      stopsOnError = true;
    const behind = text.slice(rest.at(-1)?.end ?? endsAt, endsAt);
    const command = readCommand(anchor, rest, programs, {
      mayFail: isCondition || isList(end) || (!stopsOnError && /(?:2|&)>/.test(behind)),
      conditional: branches > 0 || isList(after),
    });
    if (command) commands.push(withLines(command, anchor, text));
  }
  return { uri, commands, stopsOnError, suppressions: suppressionsIn(anchor, text, tokens) };
}

const passed = new Set(['fi', 'esac', 'else', 'done', '!', 'time', 'case', 'sudo', 'exec']);

interface SimpleCommand {
  readonly words: readonly (ShellToken & { readonly kind: 'word' })[];
  /** What ends it. */
  readonly end: string;
  /** What ended the one before it. */
  readonly after: string;
  readonly endsAt: number;
}

const isList = (end: string): boolean => end === '&&' || end === '||';

function* simpleCommands(tokens: readonly ShellToken[]): Iterable<SimpleCommand> {
  let words: (ShellToken & { readonly kind: 'word' })[] = [];
  let after = '\n';
  for (const token of tokens) {
    if (token.kind === 'word') words.push(token);
    if (token.kind !== 'end') continue;
    if (words.length > 0) yield { words, end: token.value, after, endsAt: token.start };
    words = [];
    after = token.value;
  }
  if (words.length > 0) yield { words, end: '\n', after, endsAt: tokens.at(-1)?.end ?? 0 };
}

/** The lines of a command that has them for itself, apart from `sudo` and a comment behind it. */
function withLines(command: ChainCommand, anchor: Anchor, text: string): ChainCommand {
  const { start, end } = command.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const found = text.indexOf('\n', end);
  const lineEnd = found < 0 ? text.length : found + 1;
  const isAlone =
    /^\s*(?:sudo )?$/.test(text.slice(lineStart, start)) && /^\s*(?:#.*)?\s*$/.test(text.slice(end, lineEnd));
  if (!isAlone) return command;
  const whole = text.slice(lineStart, lineEnd);
  const span = { anchor, start: lineStart, end: lineEnd };
  return { ...command, lines: { span, text: found < 0 ? `${whole}\n` : whole } };
}

const allowed = /^#\s*allow:\s*([a-z][a-z0-9-]*)[ \t]*(.*)$/;

/** `# allow: RULE REASON` above a line or behind it. */
function suppressionsIn(anchor: Anchor, text: string, tokens: readonly ShellToken[]): readonly Suppression[] {
  return tokens.flatMap((token, index): readonly Suppression[] => {
    const match = token.kind === 'comment' ? allowed.exec(token.value) : null;
    const rule = match?.[1];
    if (!match || rule === undefined) return [];
    const before = tokens[index - 1];
    const next = tokens.slice(index + 1).find(({ kind }) => kind === 'word');
    const isAlone = !before || before.value === '\n';
    const covered = isAlone ? (next?.start ?? token.end) : text.lastIndexOf('\n', token.start - 1) + 1;
    const lineEnd = text.indexOf('\n', covered);
    const at = (start: number, end: number): Span => ({ anchor, start, end });
    const ruleStart = token.start + token.value.indexOf(rule, token.value.indexOf(':'));
    return [
      {
        rule,
        ruleSpan: at(ruleStart, ruleStart + rule.length),
        reason: match[2]?.trim() ?? '',
        span: at(token.start, token.end),
        target: at(covered, lineEnd < 0 ? text.length : lineEnd),
      },
    ];
  });
}
