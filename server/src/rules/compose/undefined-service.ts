import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { isPartOfMore } from '../completeness.ts';
import { nearlyCalled } from '../declaredNames.ts';
import { nearest } from '../nearest.ts';
import { problemsOf } from '../problems.ts';
import { defineRule, type Finding } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const undefinedService = defineRule({
  id: 'undefined-service',
  category: 'correctness',
  docs: {
    summary: 'A service refers to another one that the file does not define.',
    why: 'Compose refuses the whole project, whether the name stands under `depends_on`, `links`, `network_mode`, `volumes_from` or `extends`. Also `required: false` helps only for services that a profile switches off.',
    instead: 'Correct the name, or define the service.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#depends_on',
      'https://docs.docker.com/reference/compose-file/services/#network_mode',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              depends_on:
                - databse
                # ^^^^^^^ \`depends_on\` names the service \`databse\`, which is not defined. Did you mean \`database\`?
            database:
              image: postgres:17
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              depends_on:
                - database
            database:
              image: postgres:17
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              network_mode: service:vpn
              #                     ^^^ \`network_mode\` names the service \`vpn\`, which is not defined
              volumes_from:
                - store:ro
                # ^^^^^ \`volumes_from\` names the service \`store\`, which is not defined
            shop:
              extends: base
              #        ^^^^ \`extends\` names the service \`base\`, which is not defined
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              links:
                - db:database
                # ^^ \`links\` names the service \`db\`, which is not defined
              depends_on:
                cache:
              # ^^^^^ \`depends_on\` names the service \`cache\`, which is not defined
                  condition: service_started
                  required: false
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            depends_on: [database]
            volumes_from: ["container:backup"]
          sidecar:
            image: busybox:1.36
            network_mode: service:web
          database:
            image: postgres:17
      `,
    ],
  },
  *check(project) {
    for (const { service, file, known, span } of problemsOf(project, 'undefined-base')) {
      if (file !== undefined || !isPartOfMore(project)) yield undefinedBase(service, span, known, file);
    }
    if (isPartOfMore(project)) return;
    for (const service of servicesWith(project, 'depends_on', 'links', 'volumes_from', 'network_mode')) {
      for (const { key, name, span } of namesUsed(service)) {
        if (!project.serviceNamed.has(name)) yield undefinedName(project, key, name, span);
      }
    }
  },
});

interface NameUse {
  readonly key: string;
  readonly name: string;
  readonly span: Span;
}

function namesUsed(service: Service): readonly NameUse[] {
  const { networkMode } = service;
  return [
    ...service.dependencies.map((each) => ({ key: 'depends_on', name: each.service, span: each.nameSpan })),
    ...service.links.map((each) => ({ key: 'links', name: each.service, span: each.serviceSpan })),
    ...service.volumesFrom.map((each) => ({ key: 'volumes_from', name: each.service, span: each.span })),
    ...(networkMode?.kind === 'service'
      ? [{ key: 'network_mode', name: networkMode.target, span: networkMode.targetSpan }]
      : []),
  ];
}

function undefinedName(project: Project, key: string, name: string, span: Span): Finding {
  const near = nearlyCalled(project, 'service', name);
  const meant = near?.name;
  const hint = meant ? ` Did you mean \`${meant}\`?` : '';
  return {
    span,
    message:
      name === ''
        ? `\`${key}\` names a service without a name. Compose refuses the project.`
        : `\`${key}\` names the service \`${name}\`, which is not defined.${hint} Compose refuses the project.`,
    ...(near && meant
      ? {
          related: near.related,
          fixes: [
            { title: `Change to \`${meant}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] },
          ],
        }
      : {}),
  };
}

function undefinedBase(name: string, span: Span, known: Iterable<string>, file?: string): Finding {
  const meant = nearest(name, known);
  const where = file === undefined ? 'which is not defined' : `which \`${file}\` does not define`;
  const hint = meant ? ` Did you mean \`${meant}\`?` : '';
  const message = `\`extends\` names the service \`${name}\`, ${where}.${hint} Compose refuses the project.`;
  if (meant === undefined) return { span, message };
  const edits = [{ kind: 'replace', span, newText: meant } as const];
  return { span, message, fixes: [{ title: `Change to \`${meant}\``, safety: 'unsafe', edits }] };
}
