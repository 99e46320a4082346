import path from 'node:path';
import { placeName } from '../reach/verdicts.ts';
import type { Docker } from '../runtime/docker.ts';
import { predict } from '../runtime/predict.ts';
import { type Verification, verify } from '../runtime/verify/verify.ts';
import type { Format } from './check.ts';
import { reportFailure } from './reportFailure.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { terminalReporter } from './terminalReporter.ts';
import { reportUnreadable } from './unreadable.ts';
import { verifyText } from './verifyText.ts';

export interface VerifyFlags {
  readonly image: string;
  /** In milliseconds. */
  readonly timeout: number;
  readonly format: Format;
}

/** `bulkhead verify FILE`: 1 when a measured way is not as predicted, or nothing could be measured. */
export async function runVerify(
  docker: Docker,
  file: string,
  { image, timeout, format }: VerifyFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const predicted = await predict(file, docker, terminal.signal).catch((error: unknown) =>
    reportUnreadable(terminal, error),
  );
  if (typeof predicted === 'number') return predicted;
  const reporter = terminalReporter(terminal);
  const options = { image, timeout, reporter, signal: terminal.signal };
  const result = await verify(docker, [path.resolve(file)], predicted, options);
  if (!result.ok) return reportFailure(terminal, result.failure);
  terminal.out(format === 'json' ? asJson(result.value) : verifyText(result.value));
  const { rows } = result.value;
  return rows.some(({ agrees }) => agrees === false) || rows.every(({ agrees }) => agrees === null) ? 1 : 0;
}

function asJson({ project, rows }: Verification): string {
  const flows = rows.map(({ flow, ...row }) => ({
    from: placeName(flow.from),
    to: placeName(flow.to),
    port: flow.port,
    protocol: flow.protocol,
    ...row,
  }));
  return `${JSON.stringify({ project, flows }, null, 2)}\n`;
}
