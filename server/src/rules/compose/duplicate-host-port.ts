import type { Project } from '../../model/project.ts';
import type { PublishedPort, Service } from '../../model/service.ts';
import { replicaCount } from '../networkSpace.ts';
import { mayRunTogether } from '../profiles.ts';
import { isAnyAddress, placeOfPort, publishingServices, rangeInWords } from '../publishing.ts';
import { defineRule, type Finding, type Fix, type Severity } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const duplicateHostPort = defineRule({
  id: 'duplicate-host-port',
  category: 'correctness',
  docs: {
    summary: 'Two containers publish the same port of the host.',
    why: 'A port of the host goes to one container only. The second one does not start: "port is already allocated". Ports on all addresses and on 127.0.0.1 get in each other\'s way; TCP and UDP, two different addresses, IPv4 and IPv6 do not.',
    instead:
      'Publish on different ports, bind to different addresses, or publish only a reverse proxy that leads to both. A service with several containers needs a range of ports (`8080-8082:80`).',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#ports',
      'https://docs.docker.com/engine/network/port-publishing/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:8080:80"
            api:
              image: shop/api:2
              ports:
                - "8080:8000" # for curl
                #  ^^^^^^^^^ TCP port 8080 of the host is already published by \`web\`
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:8080:80"
            api:
              image: shop/api:2
              ports:
                - "8081:8000" # for curl
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              scale: 2
              ports:
                - "127.0.0.1:8080:80"
                #  ^^^^^^^^^^^^^^^^^ 2 containers of \`web\` cannot share port 8080 of the host
                - "9000-9002:9000-9002"
                #  ^^^^^^^^^^^^^^^^^^^ 2 containers of \`web\` cannot share
                - "7000-7001:70"
            api:
              image: shop/api:2
              ports:
                - target: 8000
                  published: "9001"
                  #           ^^^^ TCP port 9001 of the host is already published by \`web\`
                - "8500:1"
                - "8500:2"
                #  ^^^^^^ TCP port 8500 of the host is already published by \`api\`
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            ports:
              - "127.0.0.1:8080:80"
              - "127.0.0.1:8080:80"
              - "53:53/udp"
          api:
            image: shop/api:2
            ports:
              - "127.0.0.2:8080:80"
              - "[::1]:8080:80"
              - "53:53/tcp"
          worker:
            image: shop/worker:2
            scale: 2
            ports:
              - "9000-9001:90"
      `,
      yaml`
        services:
          web:
            image: nginx:1.27
            ports: ["8080:80"]
            networks: [back]
          api:
            image: shop/api:2
            ports: ["8080:80"]
          host:
            image: shop/host:2
            network_mode: host
            ports: ["8080:80"]
        networks:
          back:
            internal: true
      `,
    ],
  },
  *check(project) {
    const bindings = bindingsOf(project);
    for (const { service, port } of bindings) if (service.replicas) yield* sharedByReplicas(service, port);
    const free = freePorts(project);
    for (const group of overlapping(bindings)) {
      for (const [later, earlier] of conflicts(group)) yield describe(free, later, earlier);
    }
  },
});

/** One port or range of the host that a service takes. */
interface Binding {
  readonly service: Service;
  readonly port: PublishedPort;
  readonly first: number;
  readonly last: number;
}

function bindingsOf(project: Project): readonly Binding[] {
  const bindings: Binding[] = [];
  for (const service of publishingServices(project)) {
    if (replicaCount(service) === 0 || !publishesOnHost(project, service)) continue;
    for (const port of service.ports) {
      const { published } = port;
      if (port.known && published && !isChoice(port))
        bindings.push({ service, port, first: published.first, last: published.last });
    }
  }
  return bindings;
}

/** A range of the host for one port of the container: the engine takes a free one. */
function isChoice({ published, target }: PublishedPort): boolean {
  return published !== undefined && published.last > published.first && target.last === target.first;
}

/** Only bridges publish ports on the host; a driver that is not known may do something else. */
function publishesOnHost(project: Project, service: Service): boolean {
  for (const { network } of service.attachments) {
    const found = project.networkNamed.get(network);
    if (found?.external !== false || found.driver === 'bridge' || found.driver === 'overlay') return true;
  }
  return false;
}

function* sharedByReplicas(service: Service, port: PublishedPort): Iterable<Finding> {
  const containers = replicaCount(service) ?? 1;
  if (containers < 2 || !port.published) return;
  yield {
    span: placeOfPort(port),
    message: `${containers} containers of \`${service.name}\` cannot share port ${rangeInWords(port.published)} of the host: only one of them starts.`,
    ...(service.replicas
      ? { related: [{ span: service.replicas.text.span, message: `${containers} containers` }] }
      : {}),
  };
}

/**
 * The bindings that share ports with others, in groups whose ports do not meet, each in the file's order: few or none,
 * so that only those are compared in pairs. The numbers of a range are not looked at one by one, as it may have 65,535.
 */
function overlapping(bindings: readonly Binding[]): readonly (readonly Binding[])[] {
  const order = new Map(bindings.map((binding, index) => [binding, index]));
  const groups: Binding[][] = [];
  let last = 0;
  for (const binding of bindings.toSorted((a, b) => a.first - b.first)) {
    if (binding.first <= last) groups.at(-1)?.push(binding);
    else groups.push([binding]);
    last = Math.max(last, binding.last);
  }
  const place = (binding: Binding): number => order.get(binding) ?? 0;
  return groups.filter((group) => group.length > 1).map((group) => group.sort((a, b) => place(a) - place(b)));
}

/** Each binding that cannot be had, with the first one before it that is in its way. */
function* conflicts(bindings: readonly Binding[]): Iterable<readonly [Binding, Binding]> {
  for (const [index, later] of bindings.entries()) {
    for (let i = 0; i < index; i++) {
      const earlier = bindings[i];
      if (!earlier || earlier.first > later.last || earlier.last < later.first || !inTheWay(later, earlier)) continue;
      yield [later, earlier];
      break;
    }
  }
}

function inTheWay(a: Binding, b: Binding): boolean {
  if (a.port.protocol !== b.port.protocol || !sharesAddress(a.port, b.port)) return false;
  return a.service !== b.service || !isRepetition(a.port, b.port);
}

function sharesAddress(a: PublishedPort, b: PublishedPort): boolean {
  if (!a.hostAddress || !b.hostAddress) return true;
  const [x, y] = [a.hostAddress.address, b.hostAddress.address];
  if (!x || !y || x.family !== y.family) return false;
  return x.value === y.value || isAnyAddress(a.hostAddress) || isAnyAddress(b.hostAddress);
}

/** Compose takes the same mapping twice in one service for one. */
function isRepetition(a: PublishedPort, b: PublishedPort): boolean {
  return (
    a.published?.first === b.published?.first &&
    a.target.first === b.target.first &&
    a.target.last === b.target.last &&
    a.hostAddress?.address?.value === b.hostAddress?.address?.value
  );
}

const severities: Readonly<Record<ReturnType<typeof mayRunTogether>, Severity | undefined>> = {
  always: undefined,
  sometimes: 'warning',
  rarely: 'information',
};

function describe(free: FreePorts, later: Binding, earlier: Binding): Finding {
  const together = mayRunTogether(later.service, earlier.service);
  const severity = severities[together];
  const number = Math.max(later.first, earlier.first);
  const consequence =
    together === 'always' ? `\`${later.service.name}\` does not start` : 'the two cannot run at the same time';
  const fix = nextFreePort(free, later);
  return {
    span: placeOfPort(later.port),
    message: `${later.port.protocol.toUpperCase()} port ${number} of the host is already published by \`${earlier.service.name}\`: ${consequence}.`,
    ...(severity ? { severity } : {}),
    related: [{ span: placeOfPort(earlier.port), message: `\`${earlier.service.name}\` publishes it here` }],
    fixes: fix ? [fix] : [],
  };
}

/** The first port from this one on that no service publishes; undefined when all are taken. */
type FreePorts = (from: number) => number | undefined;

const mostPort = 65_535;

function freePorts(project: Project): FreePorts {
  let next: Uint32Array | undefined;
  return (from) => {
    next ??= nextFree(project);
    const found = next[from] ?? 0;
    return found > mostPort || found === 0 ? undefined : found;
  };
}

/** For each port the first free one from it on; 65,536 where there is none. */
function nextFree(project: Project): Uint32Array {
  const begun = new Int32Array(mostPort + 2);
  for (const service of project.services) {
    for (const { published } of service.ports) {
      if (!published || published.first > mostPort) continue;
      const [first, end] = [Math.max(0, published.first), Math.min(published.last, mostPort) + 1];
      begun[first] = (begun[first] ?? 0) + 1;
      begun[end] = (begun[end] ?? 0) - 1;
    }
  }
  const next = new Uint32Array(mostPort + 2).fill(mostPort + 1);
  let taken = 0;
  for (let number = 0; number <= mostPort; number++) {
    taken += begun[number] ?? 0;
    begun[number] = taken;
  }
  for (let number = mostPort; number > 0; number--) {
    next[number] = begun[number] === 0 ? number : (next[number + 1] ?? mostPort + 1);
  }
  return next;
}

function nextFreePort(free: FreePorts, { port, first, last }: Binding): Fix | undefined {
  const { published, text } = port;
  if (!published || first !== last || (text && text.variables.length > 0)) return undefined;
  const number = free(first + 1);
  if (number === undefined) return undefined;
  return {
    title: `Publish on port ${number}, the next free one`,
    safety: 'unsafe',
    edits: [{ kind: 'replace', span: published.span, newText: `${number}` }],
  };
}
