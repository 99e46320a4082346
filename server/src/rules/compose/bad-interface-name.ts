import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const badInterfaceName = defineRule({
  id: 'bad-interface-name',
  category: 'correctness',
  docs: {
    summary: 'An `interface_name` is none that Linux accepts, or stands twice in one service.',
    why: 'A name of an interface has at most 15 characters, without slashes, colons and blanks, and each only once in a container. The container does not start: "error renaming interface".',
    instead: 'Choose a short name, `lan0` for example, for each network of the service.',
    references: ['https://docs.docker.com/reference/compose-file/services/#interface_name'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            router:
              image: shop/router:1
              networks:
                wan:
                  interface_name: uplink-to-provider
                  #               ^^^^^^^^^^^^^^^^^^ has 18 characters
                lan:
                  interface_name: net/lan
                  #               ^^^^^^^ \`net/lan\` is no name
          networks:
            wan: {}
            lan: {}
        `,
      },
      {
        text: yaml`
          services:
            router:
              image: shop/router:1
              networks:
                wan:
                  interface_name: net0
                lan:
                  interface_name: net0
                  #               ^^^^ is already the interface of \`wan\`
          networks:
            wan: {}
            lan: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          router:
            image: shop/router:1
            networks:
              wan:
                interface_name: wan0
              lan:
                interface_name: lan0
        networks:
          wan: {}
          lan: {}
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'networks.interface_name')) {
      const first = new Map<string, (typeof service.attachments)[number]>();
      for (const attachment of service.attachments) {
        const text = attachment.interfaceName;
        if (!text?.known || text.value === '' || text.type === 'null') continue;
        const { value, span } = text;
        const other = first.get(value);
        const length = new TextEncoder().encode(value).length;
        if (!other) first.set(value, attachment);
        const fault =
          length > 15
            ? `\`${value}\` has ${length} characters, and the name of an interface at most 15`
            : /[/:\s]|^\.\.?$/.test(value)
              ? `\`${value}\` is no name that an interface can have`
              : other
                ? `\`${value}\` is already the interface of \`${other.network}\``
                : undefined;
        if (!fault) continue;
        yield {
          span,
          message: `${fault}: \`${service.name}\` does not start.`,
          related: other?.interfaceName ? [{ span: other.interfaceName.span, message: 'It stands here first' }] : [],
        };
      }
    }
  },
});
