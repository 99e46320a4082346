import type { EnvoyVerdict } from '../../server/src/runtime/envoy/checkEnvoy.ts';
import { askEnvoy, type Envoy, twoAtATime } from './envoy.ts';
import { type EnvoyReport, reportsOf } from './envoyErrors.ts';

/** A text that Envoy and the rules are asked about. */
export interface Question {
  readonly id: string;
  readonly text: string;
  /** Zero-based lines on which an error belongs. */
  readonly lines?: readonly number[];
}

/** How often the rules agree with Envoy. */
export interface Agreement {
  readonly accepted: number;
  /** Accepted by Envoy and reported as an error. */
  readonly alarms: readonly string[];
  /** Refused for what is in the text. */
  readonly refused: number;
  readonly flagged: number;
  /** Of the flagged ones whose line is known. */
  readonly placed: number;
  readonly onLine: number;
  /** On another line, and with a warning on the line or the line among the related places. */
  readonly pointed: number;
  /** What is not in the text decides: certificates, plug-ins, other files, templates, the `contrib` image. */
  readonly outside: number;
  readonly missed: readonly string[];
  readonly elsewhere: readonly string[];
}

/** What Envoy says of files, sockets, variables of the environment and libraries that are not there. */
const outside =
  /does not exist|variable doesn't exist|no such file|invalid path|failed to load (?:incomplete )?(?:private key|certificate|dynamic module|trusted)|unable to (?:read|open) file|Failed to load .* from (?:path: |<?)\/|dynamic module|unable to add filesystem watch|Unable to open Maxmind|module '[^']*' not found|filesystem watch|cannot bind|Failed to open|Permission denied|Could not resolve|Unable to find/i;

/**
 * True where the rules keep silent, or only warn, on purpose: of a template the text is not known, and an extension of
 * the `contrib` image is not in the usual one.
 */
function isUndecided(text: string, error: string): boolean {
  const isTemplate = /\$\{|\$\(/.test(error) || /\{\{|\{%|\$\{\w+\}/.test(text);
  return isTemplate || (error.includes('could not find @type') && contrib.test(error));
}

const contrib =
  /golang|kafka|mysql|postgres|client_ssl_auth|rocketmq|sip_proxy|squash|dynamo|language|checksum|vcl|sxg|hyperscan|qat|cryptomb|mtls_failure|peer_metadata|istio/;

/** How Envoy is asked where it is not about a whole configuration in YAML. */
interface Asking {
  /** Of the file: what its name says decides how it is read. */
  readonly uri?: string;
  ask?(question: Question): Promise<EnvoyVerdict>;
  /** What Envoy says where another file decides. */
  readonly elsewhere?: RegExp;
}

/** Asks Envoy about each text and compares its verdict with the errors that are reported. */
export async function agreementOn(
  envoy: Envoy,
  questions: readonly Question[],
  version = '1.40',
  {
    uri = 'file:///envoy.yaml',
    ask = ({ text }) => askEnvoy(envoy, text, version, uri.endsWith('.json') ? 'json' : 'yaml'),
    elsewhere: others,
  }: Asking = {},
): Promise<Agreement> {
  const alarms: string[] = [];
  const missed: string[] = [];
  const elsewhere: string[] = [];
  const tally = { accepted: 0, refused: 0, flagged: 0, placed: 0, onLine: 0, pointed: 0, outside: 0 };
  const judge = async (question: Question): Promise<void> => {
    const { id, text, lines } = question;
    const reports = reportsOf(text, uri, Number(version.split('.')[1]));
    const errors = reports.filter(({ severity }) => severity === 'error');
    const verdict = await ask(question);
    if (verdict.accepted) {
      tally.accepted++;
      if (errors.length > 0) alarms.push(`${id}: ${errors.map(inWords).join(' | ')}`);
      return;
    }
    const isOutside = outside.test(verdict.error) || others?.test(verdict.error) || isUndecided(text, verdict.error);
    if (errors.length === 0 && isOutside) {
      tally.outside++;
      return;
    }
    tally.refused++;
    if (errors.length === 0) {
      missed.push(`${verdict.error.slice(0, 260)} (${id})`);
      return;
    }
    tally.flagged++;
    if (!lines) return;
    tally.placed++;
    const isThere = (line: number): boolean => lines.includes(line);
    if (errors.some(({ line }) => isThere(line))) tally.onLine++;
    else if (
      reports.some(({ severity, line, related }) => (severity === 'warning' && isThere(line)) || related.some(isThere))
    )
      tally.pointed++;
    else elsewhere.push(`${id}: ${verdict.error.slice(0, 160)} -> ${errors.map(inWords).join(' | ')}`);
  };
  await twoAtATime(questions, judge);
  return { ...tally, alarms: alarms.sort(), missed: missed.sort(), elsewhere: elsewhere.sort() };
}

/** The confusion matrix and what is still wrong, as text. */
export function inFigures(name: string, agreement: Agreement): string {
  const { accepted, alarms, refused, flagged, placed, onLine, pointed, outside: files } = agreement;
  const lines = [
    `${name}:`,
    `            no error  error`,
    `  accepted  ${String(accepted - alarms.length).padStart(8)}  ${String(alarms.length).padStart(5)}`,
    `  refused   ${String(refused - flagged).padStart(8)}  ${String(flagged).padStart(5)}   (${percent(flagged, refused)} flagged; ${files} more for what is not in the text)`,
  ];
  if (placed > 0)
    lines.push(
      `  on the line of the change: ${onLine} of ${placed} (${percent(onLine, placed)}), ${pointed} more point to it`,
    );
  const list = (title: string, all: readonly string[]): void => {
    for (const each of all) lines.push(`  ${title}: ${each}`);
  };
  list('false alarm', agreement.alarms);
  list('missed', agreement.missed);
  list('on another line', agreement.elsewhere);
  return lines.join('\n');
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

const inWords = ({ line, rule, message }: EnvoyReport): string => `${line + 1} ${rule}, ${message.slice(0, 120)}`;
