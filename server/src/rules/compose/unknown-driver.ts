import type { Text } from '../../model/scalar.ts';
import type { Edit } from '../../text/edit.ts';
import { driverOptions, knownDrivers } from '../driverCatalog.ts';
import { nearest } from '../nearest.ts';
import { defineRule, type Finding } from '../rule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const unknownDriver = defineRule({
  id: 'unknown-driver',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The driver of a network does not come with Docker.',
    why: 'The engine takes an unknown name for a plugin and looks for it for 15 seconds; then `up` fails with "plugin not found". `host` and `none` are no drivers for networks of a project either: they stand for one network each that always exists.',
    instead:
      'Use `bridge`, `overlay`, `macvlan` or `ipvlan`, or install the plugin. For the network of the host, or none, use `network_mode` of the service.',
    references: [
      'https://docs.docker.com/engine/network/drivers/',
      'https://docs.docker.com/reference/compose-file/networks/#driver',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver: brigde # one machine
              #       ^^^^^^ No driver \`brigde\` comes with Docker. Did you mean \`bridge\`?
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver: bridge # one machine
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front, back, data]
          networks:
            front:
              driver: calico
              #       ^^^^^^ No driver \`calico\` comes with Docker: unless a plugin of that name is installed
            back:
              driver: host
              #       ^^^^ \`host\` is no driver for a network of a project
            data:
              ipam:
                driver: defualt
                #       ^^^^^^^ Did you mean \`default\`?
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, mesh, chosen, given]
        networks:
          front:
            driver: bridge
            ipam:
              driver: default
          mesh:
            driver: ghcr.io/example/mesh:1
          chosen:
            driver: \${DRIVER}
          given:
            external: true
            driver: anything
      `,
    ],
  },
  *checkNetwork({ driverText, ipamDriver, external }) {
    if (external !== false) return;
    if (driverText?.known && driverText.value !== '') yield* checkDriver(driverText);
    if (ipamDriver?.known && ipamDriver.value !== '') yield* checkIpam(ipamDriver);
  },
});

function* checkDriver(text: Text): Iterable<Finding> {
  const name = text.value;
  if (knownDrivers.includes(name) || isPluginReference(name)) return;
  if (name === 'host' || name === 'none' || name === 'null') {
    const mode = name === 'host' ? '`network_mode: host`' : '`network_mode: none`';
    const message = `\`${name}\` is no driver for a network of a project: \`up\` fails. Use ${mode} in the services instead.`;
    yield { span: text.span, severity: 'error', message };
    return;
  }
  yield notFound('driver', text, [...driverOptions.keys()]);
}

function* checkIpam(text: Text): Iterable<Finding> {
  if (['default', 'null', 'windowsipam'].includes(text.value) || isPluginReference(text.value)) return;
  yield notFound('address driver', text, ['default', 'null']);
}

/** `vendor/plugin:tag` is the name of an installed plugin. */
const isPluginReference = (name: string): boolean => /[/:]/.test(name);

function notFound(what: string, text: Text, known: readonly string[]): Finding {
  const meant = nearest(text.value, known);
  const { span } = text;
  const wait = '`up` waits 15 seconds and fails';
  if (!meant) {
    const message = `No ${what} \`${text.value}\` comes with Docker: unless a plugin of that name is installed, ${wait}. Docker has ${inWords(known)}.`;
    return { span, message };
  }
  const edits: readonly Edit[] = text.variables.length > 0 ? [] : [{ kind: 'replace', span, newText: meant }];
  return {
    span,
    message: `No ${what} \`${text.value}\` comes with Docker. Did you mean \`${meant}\`? As it is, ${wait}.`,
    fixes: edits.length > 0 ? [{ title: `Change to \`${meant}\``, safety: 'unsafe', edits }] : [],
  };
}
