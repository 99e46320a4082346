import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Rule } from '../rules/rule.ts';
import type { Docker } from '../runtime/docker.ts';
import { check, type Format } from './check.ts';
import { runDeploy } from './deploy.ts';
import { type DiagramOptions, printDiagram } from './diagram.ts';
import { runDown } from './down.ts';
import { explain } from './explain.ts';
import { printMatrix } from './matrix.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { printTrace, readPlace, readTarget, type TraceTarget } from './trace.ts';
import { runVerify, type VerifyFlags } from './verify.ts';

/** What the commands work with. */
export interface Tools {
  readonly docker: Docker;
  readonly rules: readonly Rule[];
  readonly version: string;
}

/** Runs `bulkhead ARGS…`. Never rejects for what a user can do wrong. */
export async function runProgram(args: readonly string[], tools: Tools, terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(tools, terminal, (exitCode) => {
    code = exitCode;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function createProgram({ docker, rules, version }: Tools, terminal: Terminal, done: (code: ExitCode) => void): Command {
  const program = new Command('bulkhead')
    .description('The networks of compose projects: who can reach whom, in the file and for real.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });

  program
    .command('check')
    .description('check files, and the compose files in folders, against all rules')
    .argument('<path...>')
    .addOption(formatOption())
    .action(async (paths: string[], { format }: { format: Format }) => done(await check(paths, format, terminal)));
  program
    .command('matrix')
    .description('print who can reach whom according to the file')
    .argument('<file>')
    .addOption(formatOption())
    .action(async (file: string, { format }: { format: Format }) => done(await printMatrix(file, format, terminal)));
  program
    .command('trace')
    .description('tell whether one service reaches another, or host, lan and internet, and line by line why')
    .argument('<from>')
    .argument('<to[:port]>', 'port as in 5432 or 53/udp', traceTarget)
    .argument('<file>')
    .addOption(formatOption())
    .action(async (from: string, target: TraceTarget, file: string, { format }: { format: Format }) =>
      done(await printTrace(readPlace(from), target, file, format, terminal)),
    );
  program
    .command('diagram')
    .description('draw the tiers as SVG')
    .argument('<file>')
    .option('-o, --output <file>', 'where to write it; standard output when absent')
    .addOption(new Option('--theme <theme>').choices(['light', 'dark', 'high-contrast']).default('light'))
    .action(async (file: string, options: DiagramOptions) => done(await printDiagram(file, options, terminal)));
  program
    .command('explain')
    .description('explain a rule')
    .argument('<rule>')
    .action((id: string) => done(explain(id, rules, terminal)));
  program
    .command('deploy')
    .description('start the stack with docker compose')
    .argument('<file>')
    .option('--clean-up', 'remove what a failed or cancelled deploy made', false)
    .action(async (file: string, flags: { cleanUp: boolean }) => done(await runDeploy(docker, file, flags, terminal)));
  program
    .command('down')
    .description('stop the stack and remove its containers and networks')
    .argument('<file>')
    .option('--timeout <seconds>', 'how long a container may take to stop by itself', numberFrom(0), 5)
    .action(async (file: string, { timeout }: { timeout: number }) =>
      done(await runDown(docker, file, timeout, terminal)),
    );
  program
    .command('verify')
    .description('open real connections between the running services and compare with the file')
    .argument('<file>')
    .option('--image <image>', 'helper image with sh, nc and nslookup', 'busybox')
    .option('--timeout <milliseconds>', 'for one connection', numberFrom(10), 500)
    .addOption(formatOption())
    .action(async (file: string, flags: VerifyFlags) => done(await runVerify(docker, file, flags, terminal)));
  return program;
}

function formatOption(): Option {
  return new Option('--format <format>').choices(['text', 'json']).default('text');
}

function traceTarget(text: string): TraceTarget {
  const target = readTarget(text);
  if (!target) throw new InvalidArgumentError('It must be a name, or a name and a port such as db:5432.');
  return target;
}

function numberFrom(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} up.`);
    }
    return Number(text);
  };
}
