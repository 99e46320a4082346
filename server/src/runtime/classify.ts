import type { Failure, FailureKind } from './failure.ts';

interface Known {
  readonly kind: FailureKind;
  /** A message of the docker CLI, compose or the engine. */
  readonly pattern: RegExp;
  /** What happened; gets the pattern's groups. Absent: the program's own last line says it. */
  readonly message?: (groups: readonly string[]) => string;
  readonly advice: string;
}

/**
 * Messages of engines 20.10 to 29 and compose 2.26 to 5.6. The first that matches decides, so the particular ones come
 * before the general ones.
 */
const table: readonly Known[] = [
  {
    kind: 'no-permission',
    pattern: /permission denied while trying to connect to the Docker daemon|dial unix .*: connect: permission denied/i,
    message: () => 'This user may not talk to the Docker engine.',
    advice: 'Add the user to the group "docker" and log in again, or use a rootless engine.',
  },
  {
    kind: 'bad-context',
    pattern: /context "([^"]*)": context not found|unable to resolve docker endpoint/,
    message: ([name]) => (name ? `The Docker context "${name}" does not exist.` : 'The Docker context cannot be used.'),
    advice: 'Choose another one with `docker context use`; `docker context ls` lists them.',
  },
  {
    kind: 'daemon-down',
    pattern:
      /Cannot connect to the Docker daemon(?: at (\S+?)\.(?:\s|$))?|failed to connect to the docker API(?: at (\S+?)[;\s])?/i,
    message: ([at, api]) => `The Docker engine does not answer${at || api ? ` at ${at || api}` : ''}.`,
    advice: 'Start Docker (Docker Desktop, or `sudo systemctl start docker`), then try again.',
  },
  {
    kind: 'daemon-down',
    pattern: /error during connect: |docker daemon is not running|Is the docker daemon running/i,
    message: () => 'The Docker engine cannot be reached.',
    advice: 'Start Docker, or check DOCKER_HOST and `docker context ls`, then try again.',
  },
  {
    kind: 'no-compose',
    pattern: /'compose' is not a docker command|unknown command: docker compose|unknown shorthand flag: 'f' in -f/,
    message: () => 'This docker has no `compose` command.',
    advice: 'Install the Compose plugin (package docker-compose-plugin or docker-compose), then try again.',
  },
  {
    kind: 'port-forbidden',
    pattern: /(?:listen tcp[46]? (\S*?):(\d+): bind: permission denied)|cannot expose privileged port (\d+)/,
    message: ([, first, second]) => `The engine may not open port ${first || second} of this machine.`,
    advice: 'Publish a port from 1024 up, such as "127.0.0.1:8080:80".',
  },
  {
    kind: 'port-taken',
    pattern: /Bind for (\S*):(\d+) failed: port is already allocated/,
    message: ([address, port]) => `Port ${port} of ${hostName(address)} is taken.`,
    advice: 'Stop what uses it, or publish another port.',
  },
  {
    kind: 'port-taken',
    pattern: /failed to bind host port (?:for )?(\[[^\]]*\]|[\d.]+|:*):(\d+)\b.*address already in use/,
    message: ([address, port]) => `Port ${port} of ${hostName(address)} is taken.`,
    advice: 'Stop what uses it, or publish another port.',
  },
  {
    kind: 'port-taken',
    pattern: /listen (?:tcp|udp)[46]? (\S*):(\d+): bind: (?:address already in use|Only one usage)/,
    message: ([address, port]) => `Port ${port} of ${hostName(address)} is taken.`,
    advice: 'Stop what uses it, or publish another port.',
  },
  {
    kind: 'image-missing',
    pattern: /No such image: (\S+)/,
    message: ([image]) => `The image ${image} is not on this engine.`,
    advice: 'Check the name, or get it with `docker pull`.',
  },
  {
    kind: 'image-missing',
    pattern:
      /pull access denied for (\S+?),|manifest for (\S+) not found|(\S+): not found: manifest unknown|manifest unknown|repository (\S+) not found/,
    message: (names) => `The registry has no image ${names.find((name) => name) ?? 'of that name'} for you.`,
    advice: 'Check name and tag in the file, or log in with `docker login`.',
  },
  {
    kind: 'image-unreachable',
    pattern:
      /Get "https?:\/\/([^/"]+)[^"]*": .*(?:dial tcp|lookup|[Tt]imeout|TLS|deadline|EOF|refused|unreachable)|failed to resolve reference|failed to do request/,
    message: ([registry]) => `An image is missing and its registry ${registry ? `${registry} ` : ''}cannot be reached.`,
    advice: 'Connect to the internet, or bring the image here with `docker load`.',
  },
  {
    kind: 'no-free-subnet',
    pattern:
      /all predefined address pools have been fully subnetted|could not find an available, non-overlapping (IPv[46]) address pool/,
    message: () => 'The engine has no free subnet left for another network.',
    advice: 'Remove unused networks with `docker network prune`, or give the networks subnets of their own.',
  },
  {
    kind: 'subnet-overlap',
    pattern: /failed to create network (\S+?): .*[Pp]ool overlaps with other one on this address space/,
    message: ([network]) => `The subnet of network ${network} overlaps with another network's.`,
    advice: 'Give one of them another subnet; `docker network ls` lists the networks of this engine.',
  },
  {
    kind: 'external-network-missing',
    pattern: /network (\S+) declared as external, but could not be found/,
    message: ([network]) => `The external network ${network} does not exist on this engine.`,
    advice: 'Create it with `docker network create`, start the project that owns it, or take away `external`.',
  },
  {
    kind: 'foreign-network',
    pattern: /network (\S+) was found but has incorrect label/,
    message: ([network]) => `There is a network ${network} already that this project did not create.`,
    advice: 'Mark it `external: true` to use it, or give yours another name.',
  },
  {
    kind: 'name-taken',
    pattern: /container name "\/?([^"]+)" is already in use by container "([0-9a-f]+)"/,
    message: ([name]) => `The container name ${name} is taken.`,
    advice: 'Remove that container with `docker rm`, or take `container_name` out of the file.',
  },
  {
    kind: 'bad-mode',
    pattern:
      /port publishing and the container type network mode|host type networking can't be used with links|network-scoped alias/,
    advice: 'Take the setting away that the network mode does not allow.',
  },
  {
    kind: 'needs-swarm',
    pattern: /This node is not a swarm manager/,
    message: () => 'An overlay network needs swarm mode, and this engine is not in a swarm.',
    advice: 'Use `driver: bridge` on one machine, or run `docker swarm init`.',
  },
  {
    kind: 'driver-missing',
    pattern: /plugin "([^"]+)" not found/,
    message: ([driver]) => `The engine has no network driver "${driver}".`,
    advice: 'Use bridge, macvlan, ipvlan or overlay, or install the plugin.',
  },
  {
    kind: 'address-taken',
    pattern: /Address already in use\s*$/m,
    message: () => "A service's static address is used by another container of that network.",
    advice: 'Choose another address, or leave it to the engine.',
  },
  {
    kind: 'bad-address',
    pattern:
      /no configured subnet|user specified IP address is supported only|invalid IPv[46] address|Invalid address \S+: It does not belong|invalid MAC address/,
    advice:
      'Give the network a subnet with `ipam`, and the service an address inside it, or leave addresses to the engine.',
  },
  {
    kind: 'bad-network',
    pattern: /failed to create network (\S*?): |invalid subnet|invalid network config/,
    advice: 'Correct the network in the file.',
  },
  {
    kind: 'dependency-failed',
    pattern: /dependency failed to start: container (\S+) (.*)|service "([^"]+)" didn't complete successfully: (.*)/,
    message: ([container, state, service, exit]) =>
      container
        ? `The container ${container}, which others wait for, ${state}.`
        : `The service ${service}, which others wait for, ended with ${exit}.`,
    advice: 'Its log tells why: `docker compose logs`.',
  },
  {
    kind: 'bad-command',
    pattern:
      /exec: "([^"]+)": (?:executable file not found in \$PATH|stat [^:]+: no such file or directory|permission denied)/,
    message: ([program]) => `An image has no program "${program}" that can be run.`,
    advice: 'Correct `command` or `entrypoint`, or use an image that has it.',
  },
  {
    kind: 'bad-mount',
    pattern: /error mounting "([^"]+)"|bind source path does not exist: (\S+)|invalid mount config/,
    message: ([source, path]) => `A folder or file cannot be mounted${source || path ? `: ${source || path}` : ''}.`,
    advice:
      'Check that it exists on the machine of the engine and is of the kind (file or folder) that the image has there.',
  },
  {
    kind: 'disk-full',
    pattern: /no space left on device/,
    message: () => "The engine's disk is full.",
    advice: 'Remove what is not needed with `docker system prune`.',
  },
  {
    kind: 'still-in-use',
    pattern: /network (\S+) (?:id \S+ )?has active endpoints|Resource is still in use/,
    message: () => 'A network is still in use.',
    advice: 'Disconnect the container that uses it, then try again.',
  },
  {
    kind: 'missing-file',
    pattern: /^(?:stat|open) (.+): (?:no such file or directory|The system cannot find)/m,
    message: ([path]) => `There is no file ${path}.`,
    advice: 'Save the compose file first.',
  },
  {
    kind: 'bad-file',
    pattern:
      /validating \S+: |failed to parse \S+: |^yaml: |invalid compose project|error while interpolating|dependency cycle detected|no service selected|empty compose file|invalid proto|[Ii]nvalid (?:hostPort|containerPort|interpolation)/m,
    advice: 'Correct the file; the Problems view shows the place.',
  },
];

/** Makes a failure of what a docker command printed on stderr or as its error. */
export function classify(output: string): Failure {
  for (const { kind, pattern, message, advice } of table) {
    const match = pattern.exec(output);
    if (!match) continue;
    const groups = match.slice(1).map((group) => group ?? '');
    const port = kind === 'port-taken' ? portOf(groups, output) : undefined;
    return { kind, message: message?.(groups) ?? asSentence(output), advice, output, ...(port ? { port } : {}) };
  }
  return {
    kind: 'unexpected',
    message: asSentence(output),
    advice: 'The output has the details.',
    output,
  };
}

function portOf(groups: readonly string[], output: string): Failure['port'] {
  const container = /external connectivity on endpoint (\S+)/.exec(output)?.[1];
  return { number: Number(groups[1]), ...(container === undefined ? {} : { container }) };
}

function hostName(address: string | undefined): string {
  return !address || /^(?:0\.0\.0\.0|:+|\[::\])$/.test(address) ? 'this machine' : address;
}

/** What the program itself says: the last thing it printed that is no hint, as a sentence. */
function asSentence(output: string): string {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !/^(?:time=|level=|Run '|Usage:)/.test(line));
  const start = said.findLastIndex((line) => /error|fail|invalid|denied/i.test(line));
  const sentence = (start < 0 ? said.slice(-1) : said.slice(start))
    .join(' ')
    .replace(/^Error response from daemon: /, '');
  if (sentence === '') return 'Docker ended with an error and said nothing.';
  return `Docker says: ${sentence.slice(0, 500)}${/[.!?]$/.test(sentence) ? '' : '.'}`;
}
