import { isOn } from '../../cni/values.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { isMade } from '../composeClaims.ts';
import { yaml } from '../yaml.ts';

export const bridgeOfDocker = defineCniRule({
  id: 'bridge-of-docker',
  category: 'portability',
  docs: {
    summary: 'A network uses the name of a bridge that Docker makes.',
    why: 'Where the engine runs on the same machine, containers of both are on one link: the rules and addresses of the engine do not know those of CNI. A plugin that is to be the gateway refuses ("already has an IP address different from", measured with plugins 1.9.1 and engine 28.5), and takes the address of the engine away with `forceAddress`.',
    instead: 'Take another name for the bridge, `cni0` for example.',
    references: [cniPages.bridge],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "bridge": "docker0",
                #          ^^^^^^^ \`docker0\` is the default bridge of Docker
                "isGateway": true,
                "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" }
              }
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "bridge": "br-shop", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }
              #                              ^^^^^^^ \`back\` of the project \`shop\`
            ]
          }
        `,
        others: {
          shop: yaml`
            services:
              web:
                image: shop/web:2
                networks: [back]
            networks:
              back:
                driver_opts:
                  com.docker.network.bridge.name: br-shop
          `,
        },
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "br-web", "ipam": { "type": "host-local", "subnet": "10.60.0.0/24" } }] }\n',
    ],
  },
  *check({ interfaces, place }) {
    if (place !== 'file') return;
    for (const { kind, name, span, plugin } of interfaces) {
      if (kind !== 'bridge' || !/^(?:docker0|docker_gwbridge|br-[0-9a-f]{12})$/.test(name)) continue;
      const whose =
        name === 'docker0'
          ? 'the default bridge of Docker'
          : name.startsWith('br-')
            ? 'named as Docker names the bridges of its networks'
            : 'the bridge of Docker for swarm services';
      yield {
        span: span ?? placeOf(plugin),
        message: `\`${name}\` is ${whose}: where the engine runs on this machine, ${consequence(plugin.object)}.`,
      };
    }
  },
  *checkBeside({ interfaces, place }, projects) {
    if (place !== 'file') return;
    for (const { kind, name, span, plugin } of interfaces) {
      if (kind !== 'bridge') continue;
      for (const project of projects) {
        const option = project.networks
          .filter((network) => isMade(project, network))
          .flatMap((network) => network.driverOptions.map((each) => ({ ...each, network })))
          .find(
            (each) => each.name === 'com.docker.network.bridge.name' && each.value?.known && each.value.value === name,
          );
        if (!option) continue;
        yield {
          span: span ?? placeOf(plugin),
          message: `\`${name}\` is also the bridge of \`${option.network.name}\` of the project \`${project.name.value}\`. If both run on one machine, ${consequence(plugin.object)}.`,
          related: [{ span: option.span, message: 'The compose network.' }],
        };
        break;
      }
    }
  },
});

type PluginObject = Parameters<typeof isOn>[0];

function consequence(plugin: PluginObject): string {
  if (!isOn(plugin, 'isGateway') && !isOn(plugin, 'isDefaultGateway'))
    return 'containers of both are on one link, past the rules of the engine';
  return isOn(plugin, 'forceAddress')
    ? 'its containers lose their gateway to this network'
    : 'the plugin refuses, since the bridge has another address already';
}
