import type { Protocol } from '../model/service.ts';
import { asProtocol } from './portSyntax.ts';

/** Where a part stands in the text, in UTF-16 units. */
interface Part {
  readonly start: number;
  readonly end: number;
}

export interface PartySyntax extends Part {
  readonly name: string;
  readonly qualifier?: 'service' | 'network';
}

export interface StatementSyntax {
  readonly from: PartySyntax;
  readonly arrow: Part;
  readonly intent: 'reach' | 'not-reach';
  readonly to: PartySyntax;
  readonly port?: Part & { readonly value: number };
  readonly protocol: Protocol;
}

export interface StatementError extends Part {
  /** A full sentence without the final stop. */
  readonly reason: string;
  /** What was probably meant, for the characters of this error. */
  readonly replacement?: string;
}

/**
 * Reads `SOURCE -> TARGET[:PORT[/PROTOCOL]]` and the same with `-x->`. Blanks stand around the arrow, as names may
 * hold and end with a hyphen.
 */
export function parseStatement(text: string): StatementSyntax | StatementError {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const whole = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? text.length };
  const arrows = words.filter((word) => isArrow(word.text));
  const arrow = arrows[0];
  if (!arrow) return withoutArrow(text, whole);
  const intent = intents.get(arrow.text);
  if (!intent) return unknownArrow(arrow);
  const second = arrows[1];
  if (second) return { reason: 'A statement has one arrow; two ways are two statements', ...second };
  const at = words.indexOf(arrow);
  const sides = [words.slice(0, at), words.slice(at + 1)] as const;
  const [[from], [to]] = sides;
  if (!from) return { reason: `The source is missing in front of \`${arrow.text}\``, ...whole };
  if (!to) return { reason: `The target is missing behind \`${arrow.text}\``, ...whole };
  for (const side of sides) {
    const last = side.at(-1);
    if (side.length > 1 && side[0] && last)
      return {
        reason: 'There is one name on each side of the arrow; several are several statements',
        start: side[0].start,
        end: last.end,
      };
  }
  return parseSides(from, { ...arrow, intent }, to);
}

interface Word extends Part {
  readonly text: string;
}

const intents: ReadonlyMap<string, StatementSyntax['intent']> = new Map([
  ['->', 'reach'],
  ['-x->', 'not-reach'],
]);

/** A word of the signs of which arrows are made, known or not: `=>`, `-->`, `-X->`, `<-`, `→`. */
const isArrow = (word: string): boolean =>
  /^[-=~<>xX!|/\\→↛⇒⇏]+$/.test(word) && (/[<>=→↛⇒⇏]/.test(word) || /^-+$/.test(word));

function unknownArrow({ text, start, end }: Word): StatementError {
  const known = 'a statement has `->` (reaches) or `-x->` (must not reach)';
  if (text.includes('<'))
    return { reason: `\`${text}\` is no arrow here: ${known}, and the source stands on the left`, start, end };
  const replacement = /[xX!|/\\↛⇏]/.test(text) ? '-x->' : '->';
  return { reason: `\`${text}\` is no arrow here: ${known}`, replacement, start, end };
}

function withoutArrow(text: string, whole: Part): StatementError {
  const glued = /^\s*(\S*?[\w.])?\s*(-[xX]->|->)\s*(\S.*?)?\s*$/.exec(text);
  if (glued?.[1] && glued[3]) {
    const replacement = `${glued[1]} ${(glued[2] ?? '').toLowerCase()} ${glued[3]}`;
    return { reason: 'Blanks stand around the arrow, as names may have hyphens', replacement, ...whole };
  }
  return {
    reason: 'A statement has an arrow: `SOURCE -> TARGET:PORT`, or `SOURCE -x-> TARGET` for what must not be possible',
    ...whole,
  };
}

function parseSides(
  from: Word,
  arrow: Part & { readonly intent: StatementSyntax['intent'] },
  to: Word,
): StatementSyntax | StatementError {
  const source = parseParty(from.text, from.start);
  if ('reason' in source) return source;
  if (source.rest !== '') {
    const start = from.start + from.text.length - source.rest.length;
    return { reason: 'The source has no port; the port of the target decides', start, end: from.end };
  }
  const target = parseParty(to.text, to.start);
  if ('reason' in target) return target;
  const port = target.rest === '' ? undefined : parsePort(target.rest, to.end - target.rest.length);
  if (port && 'reason' in port) return port;
  const { intent, start, end } = arrow;
  return {
    from: source.party,
    arrow: { start, end },
    intent,
    to: target.party,
    protocol: port?.protocol ?? 'tcp',
    ...(port ? { port: { value: port.value, start: port.start, end: port.end } } : {}),
  };
}

/** The name, and what follows it from `:` or `/` on. */
function parseParty(word: string, offset: number): { party: PartySyntax; rest: string } | StatementError {
  // `network:8000` is the port of a service with that name.
  const qualifier = /^(service|network):(?!\d+(?:\/|$))(?=.)/.exec(word)?.[1] as PartySyntax['qualifier'];
  const before = qualifier ? qualifier.length + 1 : 0;
  const name = /^[^:/]*/.exec(word.slice(before))?.[0] ?? '';
  const start = offset + before;
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) {
    const reason =
      name === ''
        ? 'The name is missing in front of the port'
        : `\`${name}\` cannot be a name: services and networks have letters, digits, dots, hyphens and underscores`;
    return { reason, start: offset, end: offset + word.length };
  }
  const party = { name, start, end: start + name.length, ...(qualifier ? { qualifier } : {}) };
  return { party, rest: word.slice(before + name.length) };
}

/** `:53/udp`. */
function parsePort(
  rest: string,
  offset: number,
):
  | { readonly value: number; readonly protocol: Protocol; readonly start: number; readonly end: number }
  | StatementError {
  const end = offset + rest.length;
  if (rest.startsWith('/')) return { reason: 'A protocol stands behind a port: `:53/udp`', start: offset, end };
  const [number = '', protocolText, ...more] = rest.slice(1).split('/');
  const start = offset + 1;
  const place = { start: Math.min(start, end - 1), end };
  if (number === '' && protocolText === undefined) return { reason: 'The port is missing behind the colon', ...place };
  if (/^\d+[-,]\d+/.test(number))
    return { reason: 'A statement names one port; several are several statements', ...place };
  if (!/^\d+$/.test(number) || more.length > 0) return { reason: `\`${rest.slice(1)}\` is no port`, ...place };
  const value = Number(number);
  if (value < 1 || value > 65535) return { reason: `Port ${number} does not exist; ports are 1 to 65535`, ...place };
  const protocol = asProtocol((protocolText ?? 'tcp').toLowerCase());
  if (!protocol)
    return {
      reason: `\`${protocolText}\` is no protocol; ports know tcp, udp and sctp`,
      start: start + number.length + 1,
      end,
    };
  return { value, protocol, start, end };
}
