import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { isManaged } from '../addressPlan.ts';
import { dataKindOf } from '../imageCatalog.ts';
import { defineRule, type Fix } from '../rule.ts';
import { membersByNetwork, servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

const gatewayMode = 'com.docker.network.bridge.gateway_mode_ipv4';

export const hostReachableFromInternalNetwork = defineRule({
  id: 'host-reachable-from-internal-network',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: 'The members of an internal network reach what listens on the host, through the gateway address.',
    why: '`internal: true` takes away the way to the internet. The bridge still has an address on the host, and whatever listens there on all addresses answers: SSH, an agent, a service of this file with `network_mode: host`. Since engine 28 the gateway mode `isolated` leaves that address out.',
    instead: `Set \`${gatewayMode}: isolated\` in the \`driver_opts\`. The host then cannot reach the members either; older engines ignore the option.`,
    references: [
      'https://docs.docker.com/engine/network/port-publishing/#gateway-modes',
      'https://docs.docker.com/reference/compose-file/networks/#internal',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            db:
              image: postgres:17
              networks: [data]
            agent:
              image: shop/agent:1
              network_mode: host
          networks:
            data:
              internal: true
              #         ^^^^ The members of \`data\` still reach the host through its gateway address, and there \`agent\`
        `,
        fixed: yaml`
          services:
            db:
              image: postgres:17
              networks: [data]
            agent:
              image: shop/agent:1
              network_mode: host
          networks:
            data:
              internal: true
              driver_opts:
                com.docker.network.bridge.gateway_mode_ipv4: isolated
        `,
      },
      {
        text: yaml`
          services:
            db:
              image: postgres:17
              networks: [data]
          networks:
            data:
              internal: true
              #         ^^^^ The members of \`data\` still reach the host
        `,
      },
    ],
    good: [
      yaml`
        services:
          db:
            image: postgres:17
            networks: [data]
        networks:
          data:
            internal: true
            driver_opts:
              com.docker.network.bridge.gateway_mode_ipv4: isolated
      `,
      yaml`
        services:
          worker:
            image: shop/worker:3
            networks: [jobs]
        networks:
          jobs:
            internal: true
      `,
    ],
  },
  *check(project) {
    const networks = project.networks.filter((network) => isOpenToHost(network));
    if (networks.length === 0) return;
    const host = servicesWith(project, 'network_mode').find(({ networkMode }) => networkMode?.kind === 'host');
    const used = networks.filter(({ name }) => membersByNetwork(project).has(name));
    const network = used.find((each) => holdsData(project, each)) ?? (host ? used[0] : undefined);
    const flag = network?.flags.internal;
    if (!network || !flag) return;
    yield {
      span: flag.text.span,
      message: `The members of \`${network.name}\` still reach the host through its gateway address${host ? `, and there \`${host.name}\`` : ''}.`,
      ...(host ? {} : { severity: 'hint' }),
      related: host?.networkMode
        ? [{ span: host.networkMode.text.span, message: `\`${host.name}\` listens on the host` }]
        : [],
      fixes: [isolate(network)],
    };
  },
});

function isOpenToHost(network: Network): boolean {
  const { internal, driver, driverOptions, enableIpv4 } = network;
  return (
    internal === true &&
    isManaged(network) &&
    driver === 'bridge' &&
    enableIpv4 === true &&
    !driverOptions.some(({ name }) => name === gatewayMode)
  );
}

function holdsData(project: Project, { name }: Network): boolean {
  return (
    membersByNetwork(project)
      .get(name)
      ?.some((service) => dataKindOf(service)) ?? false
  );
}

function isolate({ uri, name }: Network): Fix {
  return {
    title: 'Keep the host out with the gateway mode `isolated` (engine 28)',
    safety: 'unsafe',
    edits: [{ kind: 'set', uri, path: ['networks', name, 'driver_opts', gatewayMode], value: 'isolated' }],
  };
}
