import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openFiles } from '../../server/src/cli/openFiles.ts';
import { effectiveNetworks } from '../../server/src/features/effective/effectiveNetworks.ts';
import type { Engine } from '../harness/engine.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { randomProject } from '../harness/randomProject.ts';
import { describeWithEngine } from '../harness/suites.ts';

// The effective text is a compose file that means the same as the files that it is made of: BULKHEAD_PROJECTS says how
// many random projects are tried, BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_PROJECTS ?? 40);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

type Json = { readonly [key: string]: unknown };

const shown = [
  ...['image', 'profiles', 'scale', 'container_name', 'hostname', 'mac_address', 'network_mode', 'networks', 'ports'],
  ...['expose', 'links', 'extra_hosts', 'dns', 'depends_on'],
];

const map = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** What compose says of the parts that the text shows. */
function partsOf(json: unknown): unknown {
  const { name, networks, services } = map(json);
  const picked = Object.entries(map(services)).map(([service, keys]) => {
    const entries = shown.flatMap((key) => (key in map(keys) ? [[key, map(keys)[key]] as const] : []));
    return [service, { ...Object.fromEntries(entries), replicas: map(map(keys).deploy).replicas ?? null }] as const;
  });
  return { name, networks, services: Object.fromEntries(picked) };
}

async function config(engine: Engine, folder: string, files: readonly string[]): Promise<unknown> {
  const args = ['compose', ...files.flatMap((file) => ['-f', file]), '--profile', '*', 'config', '--format', 'json'];
  return new Promise((resolve) => {
    execFile('docker', args, { cwd: folder, env: { ...process.env, ...engine.env } }, (error, stdout, stderr) => {
      resolve(error ? stderr : partsOf(JSON.parse(stdout)));
    });
  });
}

await describeWithEngine('the effective networks of a project', (engine) => {
  async function compare(texts: ReadonlyMap<string, string>, files: readonly string[]) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'effective'));
    try {
      for (const [file, text] of texts) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      const theirs = await config(engine, folder, files);
      if (typeof theirs === 'string') return theirs;
      const paths = files.map((file) => path.join(folder, file));
      const { documents, uris } = await openFiles(paths, true);
      const snapshot = documents.snapshot(uris.get(paths[0] ?? '') ?? '');
      if (!snapshot) throw new Error('the main file is not open');
      const { text } = effectiveNetworks(snapshot);
      writeFileSync(path.join(folder, 'effective.yaml'), text);
      return { text, theirs, ours: await config(engine, folder, ['effective.yaml']) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it(`are those of the project (${count}, seed ${seed})`, { timeout: 3_600_000 }, async () => {
    let accepted = 0;
    for (let index = 0; index < count; index++) {
      const { texts, files } = randomProject(randomNumbers(seed * 10_000 + index));
      const compared = await compare(texts, files);
      if (typeof compared === 'string') continue;
      accepted++;
      const shownFiles = [...texts].map(([file, text]) => `--- ${file}\n${text}`).join('');
      expect(compared.ours, `${index}:\n${compared.text}\n${shownFiles}`).toEqual(compared.theirs);
    }
    console.log(`effective networks: ${accepted} of ${count} accepted`);
    expect(accepted).toBeGreaterThan(count / 4);
  });

  it('keep every form of every key', async () => {
    const main = `name: \${PROJECT:-shop}
x-common: &common
  image: "busybox:\${TAG}"
  dns_search: [example.org]
services:
  plain: {image: busybox}
  a:
    <<: *common
    network_mode: service:b
    expose: [80, "90-91/udp"]
  b:
    <<: *common
    networks:
      front:
        aliases: ["x$$y", "yes", "010"]
        ipv4_address: 10.9.0.5
        mac_address: 02:42:ac:11:00:02
        priority: 5
        gw_priority: 3
        driver_opts: {com.docker.network.endpoint.sysctls: "net.ipv4.conf.IFNAME.log_martians=1"}
      back:
    ports:
      - 22:22
      - target: \${PORT}
        published: "8000-8005"
        host_ip: 127.0.0.1
        protocol: udp
        mode: host
      - "\${BIND:-127.0.0.1}:81:81"
    links: ["c:store"]
    external_links: [old:new]
    extra_hosts: {gate: host-gateway, "six": "[::1]"}
    dns: [1.1.1.1, 2001:4860:4860::8888]
    depends_on: {c: {condition: service_started, required: false, restart: true}}
  c:
    build: {context: ./c, secrets: [key]}
    networks: [back]
    scale: 2
    profiles: [debug, "\${PROFILE:-test}"]
    deploy: {replicas: 2, resources: {limits: {cpus: "1"}}}
  d:
    image: busybox
    container_name: dee
    hostname: dee
    domainname: example.org
    network_mode: none
networks:
  front:
    driver: bridge
    internal: \${INTERNAL:-true}
    attachable: true
    enable_ipv6: true
    labels: [a=b, c]
    driver_opts: {com.docker.network.driver.mtu: 1400}
    ipam:
      driver: default
      options: {foo: bar}
      config:
        - {subnet: 10.9.0.0/24, gateway: 10.9.0.1, ip_range: 10.9.0.128/25, aux_addresses: {router: 10.9.0.9}}
        - subnet: fd00::/64
  back: {name: "\${BACK-shared}"}
  outer: {external: true, name: outer}
secrets:
  key: {file: ./key}
`;
    const texts = new Map([
      ['compose.yaml', main],
      ['.env', 'TAG=1.10\nPORT=80\n'],
    ]);
    const compared = await compare(texts, ['compose.yaml']);
    if (typeof compared === 'string') throw new Error(compared);
    expect(compared.ours, compared.text).toEqual(compared.theirs);
  });
});
