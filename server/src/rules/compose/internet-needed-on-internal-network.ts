import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/span.ts';
import { isComplete } from '../completeness.ts';
import { internalOnlyServices } from '../networkSpace.ts';
import { outsideService, outsideServiceOfKey } from '../outsideServices.ts';
import { defineRule, type Fix } from '../rule.ts';
import { hostsUsedBy, servicesCalled } from '../serviceNames.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const internetNeededOnInternalNetwork = defineRule({
  id: 'internet-needed-on-internal-network',
  category: 'isolation',
  docs: {
    summary: 'A service needs something on the internet and joins only internal networks.',
    why: 'An internal network has no way out: the container has no default route, and every connection to a provider outside fails at once or after a long time-out. The stack starts without complaint; payments, mails or sign-ins then fail.',
    instead:
      'Give the service one network that is not internal and that it shares with nobody, or let it go through a proxy that has a way out (`HTTPS_PROXY`).',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/#internal',
      'https://docs.docker.com/reference/cli/docker/network/create/#internal',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            payment-service:
              build: ./payment
              networks:
                - payment_tier
              environment:
                STRIPE_SECRET_KEY: \${STRIPE_SECRET_KEY}
              # ^^^^^^^^^^^^^^^^^ \`payment-service\` needs Stripe on the internet
                LOG_LEVEL: info
          networks:
            payment_tier:
              internal: true
        `,
        fixed: yaml`
          services:
            payment-service:
              build: ./payment
              networks:
                - payment_tier
                - payment-service_out
              environment:
                STRIPE_SECRET_KEY: \${STRIPE_SECRET_KEY}
                LOG_LEVEL: info
          networks:
            payment_tier:
              internal: true
            payment-service_out:
        `,
      },
      {
        text: yaml`
          services:
            mail:
              image: shop/mail:2
              networks: [back]
              environment:
                - RELAY=smtps://smtp.sendgrid.net:465
                #               ^^^^^^^^^^^^^^^^^ \`mail\` needs SendGrid on the internet
          networks:
            back:
              internal: true
        `,
      },
    ],
    good: [
      yaml`
        services:
          payment:
            image: shop/payment:2
            networks: [payment, out]
            environment:
              STRIPE_SECRET_KEY: \${STRIPE_SECRET_KEY}
          mail:
            image: shop/mail:2
            networks: [payment]
            environment:
              SENDGRID_API_KEY: x
              HTTPS_PROXY: http://proxy:3128
          web:
            image: shop/web:2
            networks: [payment]
            environment:
              PUBLIC_URL: https://shop.example.com
              STRIPE_API_BASE: http://stripe-mock:12111
          stripe-mock:
            image: stripe/stripe-mock:v0.190.0
            networks: [payment]
          proxy:
            image: ubuntu/squid:6.6
            networks: [payment, out]
        networks:
          payment:
            internal: true
          out: {}
      `,
    ],
  },
  *check(project) {
    const internalOnly = internalOnlyServices(project);
    if (internalOnly.size === 0) return;
    for (const service of project.services) {
      if (!internalOnly.has(service) || service.networkMode || !isComplete(service)) continue;
      const names = service.attachments.map(({ network }) => network);
      for (const { what, span } of needsOf(project, service)) {
        yield {
          span,
          message: `\`${service.name}\` needs ${what} on the internet and joins only the internal network${names.length > 1 ? 's' : ''} ${inWords(names)}: it has no way out.`,
          related: service.attachments.flatMap(({ network }) => {
            const flag = project.networkNamed.get(network)?.flags.internal?.text.span;
            return flag ? [{ span: flag, message: `\`${network}\` is internal` }] : [];
          }),
          fixes: [wayOut(project, service)],
        };
      }
    }
  },
});

interface Need {
  readonly what: string;
  readonly span: Span;
}

/** The providers that the configuration names, each once. */
function needsOf(project: Project, service: Service): readonly Need[] {
  if (service.environment.some(({ name }) => /^(?:HTTPS?|ALL)_PROXY$/i.test(name))) return [];
  const needs = new Map<string, Need>();
  const add = (what: string | undefined, span: Span): void => {
    if (what && !needs.has(what)) needs.set(what, { what, span });
  };
  for (const { host, hostSpan } of hostsUsedBy(service)) add(outsideService(host), hostSpan);
  // A stand-in for the provider in the project, or another address for it, makes the key say nothing.
  const mentioned = service.mentions.filter(({ host }) => servicesCalled(project, host).length > 0);
  for (const { name, nameSpan, value } of service.environment) {
    if (value?.known && value.value === '') continue;
    const what = outsideServiceOfKey(name);
    const prefix = name.split('_')[0] ?? '';
    const standIn = mentioned.some(({ key }) => key?.startsWith(prefix));
    if (!standIn) add(what, nameSpan);
  }
  return [...needs.values()];
}

function wayOut(project: Project, service: Service): Fix {
  let network = `${service.name}_out`;
  while (project.networkNamed.has(network)) network += '_2';
  const edits: readonly Edit[] = [
    { kind: 'append', uri: service.uri, path: ['services', service.name, 'networks'], value: network },
    { kind: 'set', uri: project.uri, path: ['networks', network], value: null },
  ];
  return { title: `Give \`${service.name}\` a network of its own with a way out`, safety: 'unsafe', edits };
}
