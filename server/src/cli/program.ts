import { type Argument, Command, CommanderError, createArgument, InvalidArgumentError, Option } from 'commander';
import { firewallFormats } from '../reach/firewall/firewallRules.ts';
import { defaultLabelKey } from '../reach/kubernetes/networkPolicies.ts';
import type { RuleText } from '../rules/rule.ts';
import type { Docker } from '../runtime/docker.ts';
import { check, type Format } from './check.ts';
import { type HostFlags, openHost, printCniMatrix, printCniTrace } from './cniMatrix.ts';
import { runCniTry, type TryFlags, tryImage } from './cniTry.ts';
import { runDeploy } from './deploy.ts';
import { type DiagramOptions, printCniDiagram, printDiagram } from './diagram.ts';
import { runDown } from './down.ts';
import { printDrift } from './drift.ts';
import { explain } from './explain.ts';
import { type FirewallFlags, printFirewall } from './firewall.ts';
import { printKubernetes } from './kubernetes.ts';
import { printMatrix } from './matrix.ts';
import type { Selection } from './openProject.ts';
import { printReach, type ReportFormat } from './reach.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { printTrace, readPlace, readTarget, type TraceTarget } from './trace.ts';
import { runVerify, type VerifyFlags } from './verify.ts';

/** What the commands work with. */
export interface Tools {
  readonly docker: Docker;
  readonly rules: readonly RuleText[];
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
    .argument('[path...]')
    .addOption(filesOption())
    .addOption(formatOption())
    .action(async (paths: string[], { file: files = [], format }: FileFlags & { format: Format }, command: Command) => {
      if ((paths.length === 0) === (files.length === 0)) command.error('error: give paths, or files with -f');
      done(await check(files.length > 0 ? { files } : { paths }, format, terminal));
    });
  program
    .command('matrix')
    .description('print who can reach whom according to the files')
    .addArgument(filesArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .addOption(forwardOption())
    .addOption(bridgeNetfilterOption())
    .addOption(formatOption())
    .action(async (paths: string[], flags: ProjectFlags & HostFlags & { format: Format }, command: Command) => {
      const networks = await openHost(paths);
      if (networks) return done(printCniMatrix(networks, flags, flags.format, terminal));
      done(await printMatrix(selectionOf(onlyOne(paths, command), flags, command), flags.format, terminal));
    });
  program
    .command('reach')
    .description('hold the file against what it states under x-reach; of CNI files print who can reach whom')
    .addArgument(filesArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .addOption(forwardOption())
    .addOption(bridgeNetfilterOption())
    .addOption(formatOption('junit'))
    .action(async (paths: string[], flags: ProjectFlags & HostFlags & { format: ReportFormat }, command: Command) => {
      const networks = await openHost(paths);
      if (!networks)
        return done(await printReach(selectionOf(onlyOne(paths, command), flags, command), flags.format, terminal));
      if (flags.format === 'junit') command.error('error: CNI files state nothing that a test could hold them against');
      done(printCniMatrix(networks, flags, flags.format === 'json' ? 'json' : 'text', terminal));
    });
  program
    .command('trace')
    .description('tell whether one service reaches another, or host, lan and internet, and line by line why')
    .argument('<from>')
    .argument('<to[:port]>', 'port as in 5432 or 53/udp', traceTarget)
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .addOption(forwardOption())
    .addOption(bridgeNetfilterOption())
    .addOption(formatOption())
    .action(
      async (
        from: string,
        target: TraceTarget,
        file: string | undefined,
        flags: ProjectFlags & HostFlags & { format: Format },
        command: Command,
      ) => {
        const networks = file === undefined ? undefined : await openHost([file]);
        if (networks) return done(printCniTrace(readPlace(from), target, networks, flags, flags.format, terminal));
        done(await printTrace(readPlace(from), target, selectionOf(file, flags, command), flags.format, terminal));
      },
    );
  program
    .command('diagram')
    .description('draw the tiers, or the CNI networks of one machine, as SVG')
    .addArgument(filesArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .option('-o, --output <file>', 'where to write it; standard output when absent')
    .addOption(new Option('--theme <theme>').choices(['light', 'dark', 'high-contrast']).default('light'))
    .action(async (paths: string[], flags: ProjectFlags & DiagramOptions, command: Command) => {
      const networks = await openHost(paths);
      if (networks) return done(await printCniDiagram(networks, flags, terminal));
      done(await printDiagram(selectionOf(onlyOne(paths, command), flags, command), flags, terminal));
    });
  program
    .command('firewall')
    .description('print firewall rules for what x-reach says; nothing is installed')
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .addOption(new Option('--format <format>').choices([...firewallFormats]).default('iptables'))
    .option('--remove', 'print what takes the rules away again', false)
    .action(async (file: string | undefined, flags: ProjectFlags & FirewallFlags, command: Command) =>
      done(await printFirewall(docker, selectionOf(file, flags, command), flags, terminal)),
    );
  program
    .command('kubernetes')
    .description('print Kubernetes network policies for what x-reach says')
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .option('--label <key>', "label whose value is the service's name", defaultLabelKey)
    .action(async (file: string | undefined, flags: ProjectFlags & { label: string }, command: Command) =>
      done(await printKubernetes(selectionOf(file, flags, command), flags.label, terminal)),
    );
  program
    .command('explain')
    .description('explain a rule')
    .argument('<rule>')
    .action((id: string) => done(explain(id, rules, terminal)));
  program
    .command('deploy')
    .description('start the stack with docker compose')
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .option('--clean-up', 'remove what a failed or cancelled deploy made', false)
    .action(async (file: string | undefined, flags: ProjectFlags & { cleanUp: boolean }, command: Command) =>
      done(await runDeploy(docker, selectionOf(file, flags, command), flags, terminal)),
    );
  program
    .command('down')
    .description('stop the stack and remove its containers and networks')
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .option('--timeout <seconds>', 'how long a container may take to stop by itself', numberFrom(0), 5)
    .action(async (file: string | undefined, flags: ProjectFlags & { timeout: number }, command: Command) =>
      done(await runDown(docker, selectionOf(file, flags, command), flags.timeout, terminal)),
    );
  program
    .command('verify')
    .description('open real connections between the running services and compare with the files')
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .option('--image <image>', 'helper image with sh, nc and nslookup', 'busybox')
    .option('--timeout <milliseconds>', 'for one connection', numberFrom(10), 500)
    .addOption(formatOption('junit'))
    .action(async (file: string | undefined, flags: ProjectFlags & VerifyFlags, command: Command) =>
      done(await runVerify(docker, selectionOf(file, flags, command), flags, terminal)),
    );
  program
    .command('drift')
    .description('tell in what the running stack is not as the files say')
    .addArgument(fileArgument())
    .addOption(filesOption())
    .addOption(profileOption())
    .addOption(formatOption())
    .action(async (file: string | undefined, flags: ProjectFlags & { format: Format }, command: Command) =>
      done(await printDrift(docker, selectionOf(file, flags, command), flags.format, terminal)),
    );
  program
    .command('cni')
    .description('networks of CNI configurations')
    .command('try')
    .description(
      'add containers to a network for real, in throwaway namespaces (Linux; not being root, in a container)',
    )
    .argument('<file>')
    .option('--with <file>', 'a second network, for one more container')
    .addOption(pluginsOption())
    .option('--container', 'let a container play the host even as root')
    .option('--image <name>', 'of the container that plays the host where the user is not root', tryImage)
    .addOption(formatOption())
    .action(async (file: string, flags: TryFlags) => done(await runCniTry(docker, file, flags, terminal)));
  return program;
}

interface FileFlags {
  readonly file?: readonly string[];
}

interface ProjectFlags extends FileFlags {
  readonly profile?: readonly string[];
}

function selectionOf(file: string | undefined, flags: ProjectFlags, command: Command): Selection {
  const { file: files = [], profile: profiles } = flags;
  if ((file === undefined) === (files.length === 0)) command.error('error: give one file, or files with -f');
  return { ...(file === undefined ? {} : { file }), files, ...(profiles ? { profiles } : {}) };
}

const fileArgument = (): Argument =>
  createArgument('[file]', 'a file of the project; the others are found as compose finds them');

const filesArgument = (): Argument =>
  createArgument(
    '[file...]',
    'a file of the project, whose others are found as compose finds them; or CNI files and folders of one machine',
  );

function onlyOne(paths: readonly string[], command: Command): string | undefined {
  if (paths.length > 1) command.error('error: give one file, or files with -f');
  return paths[0];
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const filesOption = (): Option =>
  new Option('-f, --file <file>', 'read exactly these files together, in this order (repeatable)').argParser(collect);

const profileOption = (): Option =>
  new Option('--profile <name>', 'switch a profile on (repeatable)').argParser(collect);

const forwardOption = (): Option =>
  new Option('--forward <policy>', 'of CNI networks: the policy of the machine for what it forwards').choices([
    'accept',
    'drop',
  ]);

const bridgeNetfilterOption = (): Option =>
  new Option('--bridge-netfilter <state>', 'of CNI networks: whether bridged traffic passes its firewall').choices([
    'on',
    'off',
  ]);

const pluginsOption = (): Option =>
  new Option('--plugins <folder...>', 'where the plugins are').default(['/opt/cni/bin', '/usr/lib/cni']);

function formatOption(...more: readonly string[]): Option {
  return new Option('--format <format>').choices(['text', 'json', ...more]).default('text');
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
