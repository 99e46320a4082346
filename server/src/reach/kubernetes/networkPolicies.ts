import { stringify } from 'yaml';
import type { Project } from '../../model/project.ts';
import { statementText } from '../firewall/intent.ts';
import { allowingPolicies } from './allowing.ts';
import { denyingPolicies } from './denying.ts';
import { type Expression, expressionOf } from './expression.ts';
import type { NetworkPolicy } from './networkPolicy.ts';
import { podOf } from './pods.ts';

/** The label by which kompose marks the pods of a service. */
export const defaultLabelKey = 'io.kompose.service';

/** `x-reach` for a cluster: policies for pods that are labelled with the service's name, in one namespace. */
export interface NetworkPolicies {
  readonly policies: readonly NetworkPolicy[];
  /** Every statement, and why it is not expressed where it is not. */
  readonly expressions: readonly Expression[];
  /** YAML for `kubectl apply -f`, with what is expressed and what is not as comments above. */
  readonly text: string;
}

/** Source of the semantics: the NetworkPolicy reference of Kubernetes (networking.k8s.io/v1). */
export function networkPolicies(project: Project, labelKey = defaultLabelKey): NetworkPolicies {
  const expressions = (project.policy?.statements ?? []).map((each) => expressionOf(project, each));
  const made = project.policy?.deniesOthers
    ? {
        expressions,
        policies: allowingPolicies(
          labelsOf(project),
          expressions.filter(({ statement }) => statement.intent === 'reach').flatMap(({ flows }) => flows),
          labelKey,
        ),
      }
    : denyingPolicies(project, expressions, labelKey);
  const documents = made.policies.map((policy) => stringify(policy, { aliasDuplicateObjects: false }));
  return { ...made, text: [header(project, made.expressions, labelKey), ...documents].join('---\n') };
}

function labelsOf(project: Project): readonly string[] {
  const labels = project.services.flatMap(({ name }) => {
    const pod = podOf(project, name);
    return pod.kind === 'pod' ? [pod.label] : [];
  });
  return [...new Set(labels)];
}

function header(project: Project, expressions: readonly Expression[], labelKey: string): string {
  const expressed = expressions.filter(({ why }) => why === undefined);
  const others = expressions.flatMap(({ statement, why }) => (why === undefined ? [] : [{ statement, why }]));
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
  return [
    `What ${project.name.value} states under x-reach, for a cluster whose network plugin enforces NetworkPolicy.`,
    `Pods are found by the label ${labelKey}: NAME OF THE SERVICE; all of them are in one namespace.`,
    '',
    ...list(
      'Expressed:',
      expressed.map(({ statement }) => statementText(statement)),
    ),
    ...list(
      'Not expressed:',
      others.map(({ statement, why }) => `${statementText(statement)}  ${why}`),
    ),
    ...(project.policy?.deniesOthers
      ? ['Everything else is closed; name servers stay open to pods that may reach something.']
      : ['Everything else stays open inside of the namespace.']),
    'The internet is every address that is not private; a load balancer may show a private address of its own instead.',
  ]
    .map((line) => `# ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`.trimEnd())
    .join('\n')
    .concat('\n');
}
