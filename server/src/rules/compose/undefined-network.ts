import { isPartOfMore } from '../completeness.ts';
import { nearlyCalled } from '../declaredNames.ts';
import { defineRule, type Fix } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const undefinedNetwork = defineRule({
  id: 'undefined-network',
  category: 'correctness',
  docs: {
    summary: 'A service joins a network that the file does not declare.',
    why: 'Compose refuses the whole project: "service refers to undefined network". Only `default` needs no declaration.',
    instead: 'Declare the network under the top-level `networks`, if need be without any setting, or correct its name.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/',
      'https://docs.docker.com/reference/compose-file/services/#networks',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                - frontt
                # ^^^^^^ The network \`frontt\` is not declared. Did you mean \`front\`?
          networks:
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                - front
          networks:
            front: {}
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front: # to the proxy
                data:
              # ^^^^ The network \`data\` is not declared
                  aliases: [www]
          networks:
            front: # public
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front: # to the proxy
                data:
                  aliases: [www]
          networks:
            front: # public
            data:
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [default, front]
        networks:
          front:
      `,
      yaml`
        include: [infrastructure.yaml]
        services:
          web:
            image: nginx:1.27
            networks: [declared_in_the_included_file]
      `,
    ],
  },
  *check(project) {
    if (isPartOfMore(project)) return;
    const undeclared = [...membersByNetwork(project).keys()].some((name) => !project.networkNamed.has(name));
    if (!undeclared) return;
    for (const service of project.services) {
      for (const { network: name, nameSpan } of service.attachments) {
        if (project.networkNamed.has(name)) continue;
        const near = nearlyCalled(project, 'network', name);
        const meant = near?.name;
        const declare: Fix = {
          title: `Declare the network \`${name}\``,
          safety: 'unsafe',
          edits: [{ kind: 'set', uri: project.uri, path: ['networks', name], value: null }],
        };
        const correct: Fix | undefined =
          meant === undefined
            ? undefined
            : {
                title: `Change to \`${meant}\``,
                safety: 'unsafe',
                edits: [{ kind: 'replace', span: nameSpan, newText: meant }],
              };
        yield {
          span: nameSpan,
          message: `${name === '' ? 'A network without a name' : `The network \`${name}\``} is not declared.${meant ? ` Did you mean \`${meant}\`?` : ''} Compose refuses the project.`,
          ...(near ? { related: near.related } : {}),
          fixes: [...(correct ? [correct] : []), ...(name === '' ? [] : [declare])],
        };
      }
    }
  },
});
