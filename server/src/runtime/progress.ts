import { at, parseJson, textAt } from './json.ts';

/** Something that compose did or is doing. */
export interface Progress {
  /** `Network shop_web_tier`, `Container shop-proxy-1`, `Image nginx:alpine`; a service's name while its image is pulled. */
  readonly subject: string;
  /** In compose's words: `Creating`, `Created`, `Started`, `Pulling`, `Removed`, an error's text. */
  readonly status: string;
}

/** Reads a line of compose's progress, of `--progress json` or of the plain form; undefined for any other line. */
export function readProgress(line: string): Progress | undefined {
  const json = line.startsWith('{') ? parseJson(line) : undefined;
  if (json !== undefined) {
    const subject = textAt(json, 'id');
    const status = [textAt(json, 'text'), textAt(json, 'status')].filter((part) => part !== '').join(' ');
    return subject === '' || status === '' ? undefined : { subject, status };
  }
  const plain = /^ *((?:Network|Container|Volume|Image) "?[^ "]+"?) +(\S.*?) *$/.exec(line);
  return plain ? { subject: (plain[1] ?? '').replaceAll('"', ''), status: plain[2] ?? '' } : undefined;
}

/** Compose's output as a person would read it: the lines of `--progress json` as text, all others as they are. */
export function readableLine(line: string): string {
  const json = line.startsWith('{') ? parseJson(line) : undefined;
  if (json === undefined) return line;
  if (at(json, 'error') === true) return textAt(json, 'message');
  const progress = readProgress(line);
  return progress ? `${progress.subject} ${progress.status}` : line;
}
