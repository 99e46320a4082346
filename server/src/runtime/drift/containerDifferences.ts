import { formatAddress } from '../../model/address.ts';
import type { Project } from '../../model/project.ts';
import type { PortRange, PublishedPort, Service } from '../../model/service.ts';
import type { Container, HostPort } from '../containers.ts';
import type { Difference } from './difference.ts';

/** Networks and published ports in which running containers differ from their services. */
export function containerDifferences(project: Project, containers: readonly Container[]): readonly Difference[] {
  return containers
    .filter(({ state, oneOff, service }) => state === 'running' && !oneOff && service !== '')
    .flatMap((container): readonly Difference[] => {
      const service = project.serviceNamed.get(container.service);
      if (!service) return [leftover(container)];
      return [...memberships(project, service, container), ...ports(service, container)];
    });
}

const leftover = ({ name, service }: Container): Difference => ({
  kind: 'leftover',
  message: `The container \`${name}\` still runs; the files no longer have its service \`${service}\`.`,
});

function memberships(project: Project, service: Service, container: Container): readonly Difference[] {
  if (service.networkMode) return [];
  const networks = service.attachments.map((attachment) => ({
    attachment,
    network: project.networkNamed.get(attachment.network),
  }));
  // Where a name is hidden, what a container is in cannot be told apart from it.
  if (networks.some(({ network }) => !network?.realName.known)) return [];
  const runsIn = new Set(container.networks.map(({ name }) => name));
  const missing = networks.filter(({ network }) => network && !runsIn.has(network.realName.value));
  const names = new Map(project.networks.map((network) => [network.realName.value, network.name]));
  const wanted = new Set(networks.map(({ network }) => network?.realName.value));
  const beyond = [...runsIn].filter((name) => !wanted.has(name));
  return [
    ...missing.map(
      ({ attachment }): Difference => ({
        kind: 'membership',
        message: `\`${container.name}\` runs outside of \`${attachment.network}\`; the file puts \`${service.name}\` into it.`,
        span: attachment.nameSpan,
      }),
    ),
    ...beyond.map(
      (name): Difference => ({
        kind: 'membership',
        message: `\`${container.name}\` still is in \`${names.get(name) ?? name}\`; the file does not put \`${service.name}\` into it.`,
        span: service.nameSpan,
      }),
    ),
  ];
}

function ports(service: Service, container: Container): readonly Difference[] {
  if (service.networkMode || (service.replicas && service.replicas.value !== 1)) return [];
  if (service.ports.some((port) => !port.known || !isOne(port.target) || !port.published || !isOne(port.published)))
    return [];
  const missing = service.ports.filter((port) => !container.ports.some((each) => isFor(port, each)));
  const beyond = container.ports.filter((each) => !service.ports.some((port) => isFor(port, each)));
  const texts = new Set(
    beyond.map(({ hostPort, containerPort, protocol }) => `${hostPort}:${containerPort}/${protocol}`),
  );
  return [
    ...missing.map(
      (port): Difference => ({
        kind: 'ports',
        message: `\`${container.name}\` runs without the published port \`${portText(port)}\`.`,
        span: port.span,
      }),
    ),
    ...[...texts].map(
      (text): Difference => ({
        kind: 'ports',
        message: `\`${container.name}\` still publishes \`${text}\`; the file says otherwise.`,
        span: service.nameSpan,
      }),
    ),
  ];
}

const isOne = ({ first, last }: PortRange): boolean => first === last;

/** Without an address in the file the engine's own default counts, whatever that is. */
function isFor({ published, target, protocol, hostAddress }: PublishedPort, running: HostPort): boolean {
  return (
    published?.first === running.hostPort &&
    target.first === running.containerPort &&
    protocol === running.protocol &&
    (!hostAddress?.address || formatAddress(hostAddress.address) === running.hostAddress)
  );
}

function portText({ published, target, protocol, hostAddress }: PublishedPort): string {
  const address = hostAddress?.address ? `${formatAddress(hostAddress.address)}:` : '';
  return `${address}${published?.first}:${target.first}/${protocol}`;
}
