import { add } from './commands/add.ts';
import { check } from './commands/check.ts';
import { del } from './commands/del.ts';
import { gc } from './commands/gc.ts';
import { status } from './commands/status.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { CniError, codes } from './errors.ts';
import { type Call, readCall, readText } from './input.ts';
import { supportedVersions } from './versions.ts';

const commands: Readonly<Record<string, (call: Call, configuration: Configuration) => unknown>> = {
  ADD: add,
  DEL: del,
  CHECK: check,
  GC: gc,
  STATUS: status,
};

/** What is printed on standard output; undefined for commands without a result. */
function run(input: string): unknown {
  const command = process.env.CNI_COMMAND ?? '';
  if (command === 'VERSION') return { cniVersion: supportedVersions.at(-1), supportedVersions };
  const perform = commands[command];
  if (!perform) throw new CniError(codes.invalidEnvironment, `CNI_COMMAND is "${command}"`);
  return perform(readCall(command), readConfiguration(input, command));
}

const input = readText();
try {
  const result = run(input);
  if (result !== undefined) process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  const known = error instanceof CniError ? error : new CniError(codes.inputOutput, String(error));
  const cniVersion = /"cniVersion"\s*:\s*"([^"]*)"/.exec(input)?.[1] ?? supportedVersions.at(-1);
  process.stdout.write(`${JSON.stringify({ cniVersion, code: known.code, msg: known.message })}\n`);
  process.exitCode = 1;
}
