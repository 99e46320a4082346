import { addressOf, capabilityOf, isOn, textOf } from '../../cni/values.ts';
import { contains, formatCidr, parseAddress, parseCidr } from '../../model/address.ts';
import type { CniPlugin } from '../../model/cniConfig.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { defaultRoutes, routesOf, subnetsOf } from '../cniAddresses.ts';
import { withoutPair, written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOfMissing } from '../cniValues.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badCniRoute = defineCniRule({
  id: 'bad-cni-route',
  category: 'correctness',
  docs: {
    summary: 'A route of a container cannot be added.',
    why: 'Adding a container fails: the destination is no network, the next hop is in no subnet of the container, or the route is there already.',
    instead:
      'Write `dst` as a network, `0.0.0.0/0` for all, and each of them once. With `isDefaultGateway` the bridge adds the default route itself.',
    references: [cniPages.hostLocal, cniPages.bridge],
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
                "isGateway": true,
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "routes": [
                    { "dst": "0.0.0.0" },
                    #         ^^^^^^^ is no network
                    { "dst": "10.9.0.5/16" },
                    #         ^^^^^^^^^^^ is an address in \`10.9.0.0/16\`
                    { "dst": "10.8.0.0/16", "gw": "10.99.0.1" }
                    #                              ^^^^^^^^^ in no subnet of the container
                  ]
                }
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
              {
                "type": "bridge",
                "isDefaultGateway": true,
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "routes": [{ "dst": "0.0.0.0/0" }]
                  #                    ^^^^^^^^^ \`isDefaultGateway\` adds the default route
                }
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "routes": [{ "dst": "0.0.0.0/0" }, { "dst": "10.9.0.0/16", "gw": "10.50.0.7" }] } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    for (const plugin of plugins) {
      if (isTemplate) continue;
      yield* ofPlugin(plugin);
    }
  },
});

function* ofPlugin(plugin: CniPlugin): Iterable<Finding> {
  const subnets = subnetsOf(plugin);
  const seen = new Map<string, NonNullable<ReturnType<typeof textOf>>>();
  const isOpen = ['ips', 'ipRanges'].some((name) => capabilityOf(plugin, name));
  yield* emptyRoutes(plugin);
  for (const { object, dst, gw } of routesOf(plugin)) {
    const text = textOf(dst);
    const cidr = text && parseCidr(text.value);
    if (!dst && object.span.end > object.span.start)
      yield {
        span: placeOfMissing(object, 'dst'),
        message: 'The route has no `dst`. Adding a container fails.',
      };
    if (text && !cidr) {
      const meant =
        text.value === '0.0.0.0' || text.value === 'default' ? '0.0.0.0/0' : text.value === '::' ? '::/0' : undefined;
      yield {
        span: text.value === '' ? text.span : text.contentSpan,
        message: `${text.value === '' ? 'An empty text' : `\`${text.value}\``} is no network in the form \`10.9.0.0/16\`. Adding a container fails.`,
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                { title: `Write \`${meant}\``, safety: 'unsafe' as const, edits: [written(text.contentSpan, meant)] },
              ],
            }),
      };
    }
    if (text && cidr && cidr.address !== cidr.first) {
      const meant = formatCidr(cidr);
      yield {
        span: text.contentSpan,
        message: `\`${text.value}\` is an address in \`${meant}\`, and a network is wanted. Adding a container fails.`,
        fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe', edits: [written(text.contentSpan, meant)] }],
      };
    }
    const hop = textOf(gw);
    const address = addressOf(gw);
    if (hop && address && cidr && address.family !== cidr.family)
      yield {
        span: hop.contentSpan,
        message: `The next hop \`${hop.value}\` is not of the family of \`${text.value}\`. Adding a container fails.`,
      };
    else if (hop && hop.value !== '' && !parseAddress(hop.value))
      yield {
        span: hop.contentSpan,
        message: `A next hop is an address without a prefix, and \`${hop.value}\` is no address. Adding a container fails.`,
      };
    else if (
      hop &&
      address &&
      subnets &&
      !isOpen &&
      !hasLinkScope(object) &&
      subnets.every((each) => !contains(each, address))
    )
      yield {
        span: hop.contentSpan,
        message: `The next hop \`${hop.value}\` is in no subnet of the container. Adding a container fails.`,
      };
    if (!text || !cidr) continue;
    const key = `${formatCidr(cidr)} ${['table', 'priority'].map((name) => JSON.stringify(fieldOf(object, name)?.value)).join(' ')}`;
    const first = seen.get(key);
    if (first && cidr.family === 4)
      yield {
        span: text.contentSpan,
        message: `There is a route to \`${text.value}\` already. Adding a container fails.`,
        related: [{ span: first.span, message: 'The first one.' }],
      };
    else seen.set(key, text);
    const families = subnets && !isOpen ? new Set(subnets.map(({ family }) => family)) : undefined;
    if (families && !families.has(cidr.family) && !gw)
      yield {
        span: text.contentSpan,
        severity: 'warning',
        message: `The container has no address of the family of \`${text.value}\`: the route leads nowhere.`,
      };
  }
  if (plugin.typeName !== 'bridge' || !isOn(plugin.object, 'isDefaultGateway')) return;
  const own = fieldOf(plugin.object, 'isDefaultGateway');
  for (const { dst, gw } of [...defaultRoutes(plugin, 4), ...defaultRoutes(plugin, 6)]) {
    const text = textOf(dst);
    if (!text || !own || gw) continue;
    yield {
      span: text.contentSpan,
      message:
        '`isDefaultGateway` adds the default route itself, and this one is there already. Adding a container fails.',
      fixes: [
        {
          title: 'Remove `isDefaultGateway`',
          safety: 'unsafe',
          edits: [
            isOn(plugin.object, 'isGateway')
              ? withoutPair(plugin.object, own)
              : written(own.key.contentSpan, 'isGateway'),
          ],
        },
      ],
      related: [{ span: own.span, message: 'It is on here.' }],
    };
  }
}

function* emptyRoutes({ ipam, facts }: CniPlugin): Iterable<Finding> {
  const isOwn = facts && !facts.foreign && (ipam?.typeName === 'host-local' || ipam?.typeName === 'static');
  const routes = isOwn && ipam ? fieldOf(ipam.object, 'routes')?.value : undefined;
  for (const route of routes?.kind === 'array' ? routes.items : [])
    if (route.kind === 'null') yield { span: route.span, message: '`null` is no route. Adding a container fails.' };
}

/** A route of the link itself has its next hop nowhere. */
const hasLinkScope = (object: Parameters<typeof fieldOf>[0]): boolean => fieldOf(object, 'scope') !== undefined;
