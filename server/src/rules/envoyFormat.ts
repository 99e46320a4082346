import { type FormatCommand, formatCommands } from './envoyFormatCommands.ts';
import { nearest } from './nearest.ts';

/** A place of a format string that Envoy refuses. */
export interface FormatFault {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** What may be meant in its place. */
  readonly replacement?: string;
}

const command = /^%([A-Z0-9_]+)(?:\((.*?)\))?(?::(\d+))?%/s;

/**
 * The first fault of a format string such as `%REQ(:path)% %RESPONSE_CODE%`; Envoy stops there as well.
 * `hasOwnCommands`: extensions add some, so that unknown names are none of ours.
 */
export function formatFault(text: string, hasOwnCommands = false): FormatFault | undefined {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at)) {
    if (text[at + 1] === '%') {
      at += 2;
      continue;
    }
    const found = command.exec(text.slice(at));
    if (!found) return { start: at, end: endOfWord(text, at), ...unreadable(text, at) };
    const [whole, name = '', parameters, length] = found;
    const place = { start: at, end: at + whole.length };
    const known = formatCommands.get(name);
    if (!known) {
      if (hasOwnCommands) return undefined;
      const meant = nearest(name, formatCommands.keys());
      return {
        ...place,
        message: `There is no command \`${name}\``,
        ...(meant === undefined ? {} : { replacement: whole.replace(name, meant) }),
      };
    }
    const message = misuse(name, known, parameters, length) ?? badParameters(name, parameters ?? '');
    if (message !== undefined) return { ...place, message };
    at += whole.length;
  }
  return undefined;
}

function misuse(
  name: string,
  { parameters: taken, length: mayCut }: FormatCommand,
  parameters: string | undefined,
  length: string | undefined,
): string | undefined {
  if (taken === 'needed' && (parameters ?? '') === '') return `\`${name}\` needs parameters in parentheses`;
  if (taken === 'none' && ((parameters ?? '') !== '' || length !== undefined))
    return `\`${name}\` takes neither parameters nor a length`;
  return !mayCut && length !== undefined ? `\`${name}\` takes no length` : undefined;
}

/** The words that a command takes, where it takes certain words only. */
const words: Readonly<Record<string, RegExp>> = {
  GRPC_STATUS: /^(?:|CAMEL_STRING|SNAKE_STRING|NUMBER)$/,
  METADATA: /^(?:DYNAMIC|CLUSTER|ROUTE|UPSTREAM_HOST|LISTENER|VIRTUAL_HOST|LISTENER_FILTER_CHAIN)(?::|$)/,
};

/** Commands whose parameter is `HEADER?OTHER`. */
const ofHeaders = /^(?:REQ|RESP|TRAILER|REQUEST_HEADER|RESPONSE_HEADER|RESPONSE_TRAILER|STREAM_INFO_REQ)$/;

function badParameters(name: string, parameters: string): string | undefined {
  if (words[name] && !words[name].test(parameters)) return `\`${name}\` does not take \`${parameters}\``;
  if (ofHeaders.test(name) && parameters.split('?').length > 2) return `\`${name}\` takes one alternative header only`;
  return undefined;
}

function unreadable(text: string, at: number): { readonly message: string; readonly replacement?: string } {
  const lower = /^%([a-z_]+)%/.exec(text.slice(at))?.[1]?.toUpperCase();
  if (lower !== undefined && formatCommands.has(lower))
    return { message: 'The names of commands are in capitals', replacement: `%${lower}%` };
  const isLone = !/^%[A-Za-z]/.test(text.slice(at));
  return {
    message: isLone ? 'A percent sign begins a command; as itself it is written twice' : 'No command can be read here',
    ...(isLone ? { replacement: '%%' } : {}),
  };
}

function endOfWord(text: string, at: number): number {
  const end = /^%(?:[A-Za-z0-9_]+(?:\([^)]*\))?(?::\w*)?%?)?/.exec(text.slice(at));
  return at + (end?.[0].length ?? 1);
}
