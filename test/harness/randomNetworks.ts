import { randomNumbers } from './mutants.ts';

/** A compose project for a real engine, and what has to be there before it. */
export interface NetworkStack {
  /** Without the project's name. */
  readonly text: string;
  /** Real names and subnets of the networks that it expects to find. */
  readonly external: readonly { readonly name: string; readonly subnet: string; readonly internal: boolean }[];
  /** Every name that anything in it may have. */
  readonly names: readonly string[];
}

/** Where a stack may take addresses and ports from, so that stacks that run at the same time do not meet. */
export interface Room {
  /** The first two numbers of its subnets, and from where on the third counts. */
  readonly prefix: string;
  readonly third: number;
  /** 32 ports of the host, from this one on. */
  readonly port: number;
  readonly project: string;
}

const bridge = 'com.docker.network.bridge';

/**
 * A stack of idle services on random networks: internal ones, without icc, without masquerading, with IPv6, of every
 * gateway mode, or made elsewhere; with aliases, static addresses, gateway priorities, links, replicas, published ports,
 * and with the host's network, none, or another one's.
 */
export function networkStack(seed: number, { prefix, third, port, project }: Room): NetworkStack {
  const random = randomNumbers(seed);
  const chance = (likely: number): boolean => random() < likely;
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const external: { name: string; subnet: string; internal: boolean }[] = [];

  const networks = Array.from({ length: 2 + upTo(3) }, (_, i) => {
    // names in another order than the keys, because names decide the order
    const name = `${project}-${pick(['a', 'k', 'z'])}${i}`;
    const subnet = `${prefix}.${third + i}.0/24`;
    const internal = chance(0.4);
    if (chance(0.1)) {
      external.push({ name, subnet, internal });
      return { key: `n${i}`, third: third + i, lines: [`  n${i}: { external: true, name: ${name} }`] };
    }
    const six = chance(0.3);
    const options = [
      ...(chance(0.15) ? [`${bridge}.enable_icc: "false"`] : []),
      ...(!internal && chance(0.1) ? [`${bridge}.enable_ip_masquerade: "false"`] : []),
      ...(chance(internal ? 0.2 : 0.3)
        ? [`${bridge}.gateway_mode_ipv4: ${internal ? 'isolated' : pick(['routed', 'nat-unprotected', 'nat'])}`]
        : []),
    ];
    const ipv6 = `fd00:${Number(prefix.split('.')[1]).toString(16)}:${(third + i).toString(16)}::/64`;
    return {
      key: `n${i}`,
      third: third + i,
      lines: [
        `  n${i}:`,
        ...(chance(0.6) ? [`    name: ${name}`] : []),
        `    internal: ${internal}`,
        ...(six ? ['    enable_ipv6: true'] : []),
        ...(options.length > 0 ? [`    driver_opts: { ${options.join(', ')} }`] : []),
        `    ipam: { config: [{ subnet: ${subnet} }${six ? `, { subnet: "${ipv6}" }` : ''}] }`,
      ],
    };
  });

  const count = 4 + upTo(3);
  const names = new Set<string>(['nobody']);
  const services = Array.from({ length: count }, (_, i) => {
    const name = `s${i}`;
    names.add(name);
    const lines = [`  ${name}:`, '    image: busybox', '    init: true', '    command: [sleep, "3600"]'];
    const kind = random();
    const owner = `s${upTo(Math.max(1, i))}`;
    if (kind < 0.06 && i > 0) return [...lines, '    network_mode: none'];
    if (kind < 0.14 && i > 0) return [...lines, '    network_mode: host'];
    if (kind < 0.24 && i > 0) return [...lines, `    network_mode: "service:${owner}"`];
    // the first service always has one container of a known name
    if (kind < 0.28 && i > 0)
      return [...lines, `    network_mode: "container:${project}-first"`, '    depends_on: [s0]'];
    const replicas = i > 0 && chance(0.15) ? 2 : 1;
    if (i === 0) lines.push(`    container_name: ${project}-first`);
    names.add(i === 0 ? `${project}-first` : `${project}-${name}-1`);
    if (replicas > 1) lines.push(`    deploy: { replicas: ${replicas} }`);
    const joined = networks.filter(() => chance(0.5));
    if (joined.length === 0) joined.push(pick(networks));
    lines.push('    networks:');
    for (const network of joined) {
      const alias = pick(['db', 'cache', 's1', 's2', 'S3']);
      if (alias !== 'S3') names.add(alias);
      const facts = [
        ...(chance(0.35) ? [`aliases: [${alias}]`] : []),
        ...(replicas === 1 && chance(0.25) ? [`ipv4_address: ${prefix}.${network.third}.${100 + i}`] : []),
        ...(chance(0.25) ? [`gw_priority: ${upTo(4) - 1}`] : []),
      ];
      lines.push(`      ${network.key}: { ${facts.join(', ')} }`);
    }
    if (i > 0 && chance(0.15)) {
      names.add('linked');
      lines.push(`    links: ["${pick(['s0', owner])}:linked"]`);
    }
    if (replicas === 1 && chance(0.45)) {
      const host = port + i;
      const address = pick(['', '', '', '127.0.0.1:', '0.0.0.0:', '172.17.0.1:']);
      lines.push(
        `    ports: [${chance(0.25) ? `"${address}${port + 2 * count + 2 * i}-${port + 2 * count + 2 * i + 1}:8080-8081"` : `"${address}${host}:8080"`}${chance(0.25) ? `, "${host}:8090/udp"` : ''}]`,
      );
    }
    return lines;
  });
  const text = ['services:', ...services.flat(), 'networks:', ...networks.flatMap(({ lines }) => lines), ''].join('\n');
  return { text, external, names: [...names] };
}
