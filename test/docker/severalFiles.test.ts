import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { reportFindings } from '../../server/src/features/report.ts';
import type { ReportedFinding } from '../../server/src/features/snapshot.ts';
import type { Project } from '../../server/src/model/project.ts';
import type { Service } from '../../server/src/model/service.ts';
import { rules } from '../../server/src/rules/index.ts';
import { loadProject } from '../../server/src/runtime/loadProject.ts';
import type { Engine } from '../harness/engine.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { refusedAtUp } from '../harness/oracle.ts';
import { type RandomProject, randomProject } from '../harness/randomProject.ts';
import { describeWithEngine } from '../harness/suites.ts';

// What compose makes of several files is what `docker compose config` prints: BULKHEAD_PROJECTS says how many random
// projects are compared with it, BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_PROJECTS ?? 40);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

type Json = { readonly [key: string]: unknown };

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
const at = (value: unknown, key: string): unknown => (value as Json | null | undefined)?.[key];
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): readonly string[] => list(value).map(String);
// Compose counts a port that stands twice in a list once.
const distinct = (items: Iterable<string>): readonly string[] => sorted(new Set(items));
const sorted = (items: Iterable<string>): readonly string[] => [...items].sort();

async function config(
  engine: Engine,
  folder: string,
  files: readonly string[],
): Promise<{ readonly json: unknown } | { readonly refused: string }> {
  const args = ['compose', ...files.flatMap((file) => ['-f', file]), '--profile', '*', 'config', '--format', 'json'];
  return new Promise((resolve) => {
    execFile('docker', args, { cwd: folder, env: { ...process.env, ...engine.env } }, (error, stdout, stderr) => {
      resolve(error ? { refused: stderr } : { json: JSON.parse(stdout) });
    });
  });
}

/** What both sides say about a project, in one form. */
interface Facts {
  readonly name: string;
  readonly services: readonly unknown[];
  readonly networks: readonly unknown[];
}

function factsOfCompose(json: unknown): Facts {
  return {
    name: String(at(json, 'name')),
    services: entries(at(json, 'services'))
      .map(([name, service]) => ({
        name,
        image: at(service, 'image'),
        networks: entries(at(service, 'networks'))
          .map(([network, keys]) => ({
            network,
            aliases: sorted(texts(at(keys, 'aliases'))),
            address: at(keys, 'ipv4_address') ?? null,
            priority: at(keys, 'gw_priority') ?? null,
          }))
          .sort(byText),
        ports: distinct(
          list(at(service, 'ports')).map(
            (port) =>
              `${at(port, 'host_ip') ?? ''}:${at(port, 'published') ?? ''}:${at(port, 'target')}/${at(port, 'protocol') ?? 'tcp'}`,
          ),
        ),
        environment: sorted(entries(at(service, 'environment')).map(([key, value]) => `${key}=${value ?? ''}`)),
        dependencies: sorted(entries(at(service, 'depends_on')).map(([key]) => key)),
        exposed: sorted(texts(at(service, 'expose'))),
        command: texts(at(service, 'command')).join(' '),
        dns: texts(at(service, 'dns')),
        hosts: sorted(texts(at(service, 'extra_hosts')).map((each) => each.replace('=', ':'))),
        profiles: sorted(texts(at(service, 'profiles'))),
        replicas: at(at(service, 'deploy'), 'replicas') ?? null,
        labels: sorted(entries(at(service, 'labels')).map(([key, value]) => `${key}=${value}`)),
      }))
      .sort(byText),
    networks: entries(at(json, 'networks'))
      .map(([key, network]) => ({
        key,
        name: at(network, 'name'),
        internal: at(network, 'internal') ?? false,
        options: sorted(entries(at(network, 'driver_opts')).map(([option, value]) => `${option}=${value}`)),
        labels: sorted(entries(at(network, 'labels')).map(([label, value]) => `${label}=${value}`)),
        subnets: list(at(at(network, 'ipam'), 'config')).map((pool) => at(pool, 'subnet')),
      }))
      .sort(byText),
  };
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function factsOfProject(project: Project): Facts {
  const used = new Set(project.services.flatMap(({ attachments }) => attachments.map(({ network }) => network)));
  return {
    name: project.name.value,
    services: project.services.map(factsOfService).sort(byText),
    networks: project.networks
      // Compose leaves out networks that no service joins.
      .filter(({ name }) => used.has(name))
      .map((network) => ({
        key: network.name,
        name: network.realName.value,
        internal: network.internal ?? false,
        options: sorted(network.driverOptions.map(({ name, value }) => `${name}=${value?.value}`)),
        labels: sorted(network.labels.map(({ name, value }) => `${name}=${value?.value}`)),
        subnets: network.pools.map(({ subnet }) => subnet?.text.value),
      }))
      .sort(byText),
  };
}

function factsOfService(service: Service): unknown {
  return {
    name: service.name,
    image: service.image?.text.value,
    networks: service.attachments
      .map(({ network, aliases, ipv4Address, gatewayPriority }) => ({
        network,
        aliases: sorted(aliases.map(({ value }) => value)),
        address: ipv4Address?.text.value ?? null,
        priority: gatewayPriority?.value ?? null,
      }))
      .sort(byText),
    ports: distinct(
      service.ports.flatMap(({ hostAddress, published, target, protocol }) =>
        Array.from(
          { length: target.last - target.first + 1 },
          (_, index) =>
            `${hostAddress?.text.value ?? ''}:${published ? published.first + index : ''}:${target.first + index}/${protocol}`,
        ),
      ),
    ),
    // Compose leaves out a variable that has no value anywhere.
    environment: sorted(service.environment.map(({ name, value }) => `${name}=${value?.value ?? ''}`)),
    dependencies: sorted(service.dependencies.map((each) => each.service)),
    exposed: sorted(service.exposed.map(({ first }) => String(first))),
    command: service.command.map(({ value }) => value).join(' '),
    dns: service.dns.map(({ text }) => text.value),
    hosts: sorted(service.extraHosts.map(({ host, address }) => `${host}:${address.value}`)),
    profiles: sorted(service.profiles.map(({ value }) => value)),
    replicas: service.replicas?.value ?? null,
    labels: sorted(service.labels.map(({ name, value }) => `${name}=${value?.value}`)),
  };
}

function write(folder: string, { texts: files }: RandomProject): void {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

await describeWithEngine('projects of several files', (engine) => {
  it(`mean what compose makes of them (${count}, seed ${seed})`, { timeout: 3_600_000 }, async () => {
    const tally = { accepted: 0, refused: 0 };
    const wrong: string[] = [];
    for (let index = 0; index < count; index++) {
      const made = randomProject(randomNumbers(seed * 10_000 + index));
      const folder = mkdtempSync(path.join(os.tmpdir(), 'shop'));
      try {
        write(folder, made);
        const said = await config(engine, folder, made.files);
        const { project } = await loadProject(
          made.files.map((file) => path.join(folder, file)),
          process.env,
        );
        const shown = (): string => [...made.texts].map(([file, text]) => `--- ${file}\n${text}`).join('');
        if ('refused' in said) {
          tally.refused++;
          const isExplained =
            errorsIn(project).length > 0 || /neither an image|conflicts with imported/.test(said.refused);
          if (!isExplained) wrong.push(`${index}: refused, nothing found\n${said.refused}\n${shown()}`);
          continue;
        }
        tally.accepted++;
        const errors = errorsIn(project).filter(({ rule }) => !refusedAtUp.has(rule.id));
        if (errors.length > 0) {
          const messages = errors.map(({ rule, message }) => `${rule.id}: ${message}`).join('\n');
          wrong.push(`${index}: accepted, but\n${messages}\n${shown()}`);
        }
        const [ours, theirs] = [factsOfProject(project), factsOfCompose(said.json)];
        try {
          expect(ours).toEqual(theirs);
        } catch (error) {
          wrong.push(`${index}: ${error instanceof Error ? error.message : error}\n${diff(ours, theirs)}\n${shown()}`);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
    console.log(`several files: ${tally.accepted} accepted, ${tally.refused} refused, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(tally.accepted).toBeGreaterThan(count / 4);
  });
});

function diff(ours: Facts, theirs: Facts): string {
  const lines = (facts: Facts): string[] => JSON.stringify(facts, null, 1).split('\n');
  const [a, b] = [lines(ours), lines(theirs)];
  const first = a.findIndex((line, index) => line !== b[index]);
  return `ours: ${a.slice(first - 3, first + 4).join(' ')}\ntheirs: ${b.slice(first - 3, first + 4).join(' ')}`;
}

/** Rules that a fault in the project breaks. */
const errorsIn = (project: Project): readonly ReportedFinding[] =>
  reportFindings(project, rules, { levels: {} }).filter(({ severity }) => severity === 'error');
