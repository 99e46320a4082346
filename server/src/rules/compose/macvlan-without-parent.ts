import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const macvlanWithoutParent = defineRule({
  id: 'macvlan-without-parent',
  category: 'isolation',
  docs: {
    summary: 'A macvlan or ipvlan network names no parent interface.',
    why: 'Such a network puts containers into the network behind an interface of the machine. Without `parent` the engine makes a dummy interface, so the containers reach only each other; on kernels without that it fails with "operation not supported".',
    instead:
      'Name the interface: `driver_opts: { parent: eth0 }`. If isolation is what is wanted, say `internal: true` on a bridge.',
    references: [
      'https://docs.docker.com/engine/network/drivers/macvlan/',
      'https://docs.docker.com/engine/network/drivers/ipvlan/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [lan]
          networks:
            lan:
              driver: macvlan
              #       ^^^^^^^ The macvlan network \`lan\` has no \`parent\`
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [lan, own]
        networks:
          lan:
            driver: macvlan
            driver_opts:
              parent: eth0
          own:
            driver: ipvlan
            internal: true
      `,
    ],
  },
  *checkNetwork({ name, driver, driverText, driverOptions, internal, external }) {
    if (external !== false || internal !== false || !driverText || (driver !== 'macvlan' && driver !== 'ipvlan'))
      return;
    if (driverOptions.some((option) => option.name === 'parent')) return;
    yield {
      span: driverText.span,
      message: `The ${driver} network \`${name}\` has no \`parent\` in its \`driver_opts\`: it leads nowhere, or the engine cannot make it.`,
    };
  },
});
