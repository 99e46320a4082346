import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a connection can start or end: two bridges of an engine, and a machine outside. */
export const hosts = { web: '172.20.2.2', api: '172.20.3.2', data: '172.20.4.2', outside: '192.0.2.7' } as const;

export type Host = keyof typeof hosts;

/** The address of the router outside; its port 8080 leads to port 80 of `api`. */
export const published = { address: '192.0.2.1', port: 8080 } as const;

/** A machine that forwards between networks and asks a chain DOCKER-USER, as that of an engine does. */
export interface Router {
  /** Runs a shell script on it; gives its exit code. */
  sh(script: string): Promise<number>;
  /** What `iptables-save` prints, without comments and counters. */
  tables(): Promise<string>;
  /** Whether a connection is possible; refused is open. */
  connect(from: Host, address: string, port: number): Promise<'open' | 'blocked'>;
  stop(): Promise<void>;
}

let count = 0;

/** Starts a router and machines around it, each in a network namespace of its own. Needs root. */
export async function startRouter(): Promise<Router> {
  const name = `bulkhead-router-${process.pid}-${++count}`;
  const started: string[] = [];
  const inside = (namespace: string, ...args: readonly string[]) =>
    run('nsenter', [`--net=/run/netns/${namespace}`, ...args]);
  const add = async (namespace: string): Promise<void> => {
    await run('ip', ['netns', 'add', namespace]);
    started.push(namespace);
    await inside(namespace, 'ip', 'link', 'set', 'lo', 'up');
  };
  const stop = async (): Promise<void> => {
    for (const namespace of started.splice(0).reverse()) await run('ip', ['netns', 'del', namespace]);
  };
  try {
    await add(name);
    for (const [host, address] of Object.entries(hosts)) {
      const namespace = `${name}-${host}`;
      const gateway = address.replace(/\d+$/, '1');
      const near = host === 'outside' ? 'eth0' : `br-${host}`;
      await add(namespace);
      await run('ip', ['link', 'add', near, 'netns', name, 'type', 'veth', 'peer', 'name', 'far', 'netns', namespace]);
      await inside(name, 'ip', 'addr', 'add', `${gateway}/24`, 'dev', near);
      await inside(name, 'ip', 'link', 'set', near, 'up');
      await inside(namespace, 'ip', 'addr', 'add', `${address}/24`, 'dev', 'far');
      await inside(namespace, 'ip', 'link', 'set', 'far', 'up');
      await inside(namespace, 'ip', 'route', 'add', 'default', 'via', gateway);
    }
    await inside(name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    await inside(name, 'iptables', '-N', 'DOCKER-USER');
    await inside(name, 'iptables', '-A', 'FORWARD', '-j', 'DOCKER-USER');
    const translate = `-p tcp -d ${published.address} --dport ${published.port} -j DNAT --to-destination ${hosts.api}:80`;
    await inside(name, 'iptables', '-t', 'nat', '-A', 'PREROUTING', ...translate.split(' '));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    sh: (script) =>
      inside(name, 'sh', '-c', script).then(
        () => 0,
        ({ code }: { code: number }) => code,
      ),
    tables: async () => {
      const { stdout } = await inside(name, 'iptables-save');
      return stdout.replace(/^#.*\n/gm, '').replace(/\[\d+:\d+\]/g, '');
    },
    connect: (from, address, port) =>
      inside(`${name}-${from}`, 'timeout', '1', 'bash', '-c', `exec 3<> /dev/tcp/${address}/${port}`).then(
        () => 'open',
        // timeout gives 124; a refused connection ends bash with 1
        ({ code }: { code: number }) => (code === 124 ? 'blocked' : 'open'),
      ),
    stop,
  };
}
