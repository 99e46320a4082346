import type { ChainAnswer } from '../runtime/cni/runtimeCalls.ts';
import type { Trial, TrialAttachment } from '../runtime/cni/tryNetwork.ts';

/** A trial in words, for a terminal or an editor. */
export function trialText({ networks, status, attachments, made, meetings, left }: Trial): string {
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
  const nothingLeft = left.links.length + left.rules.length + left.files.length === 0;
  return [
    `${networks.join(' and ')}, tried in namespaces of their own`,
    '',
    ...section('STATUS', status.map(answerText)),
    ...attachments.flatMap((each) => section(`Container ${each.container} on ${each.network}`, attachmentLines(each))),
    ...section(
      'Do they reach each other?',
      meetings.map(({ from, to, address, reaches }) => `${from} -> ${to} ${address}: ${reaches ? 'yes' : 'no'}`),
    ),
    ...section('Interfaces made in the host', made.links),
    ...section('Rules and chains made in the host', made.rules),
    ...section('Files written', made.files),
    ...(nothingLeft
      ? ['Nothing is left after DEL.']
      : section('Left after DEL', [...left.links, ...left.rules, ...left.files])),
    '',
  ]
    .join('\n')
    .replace(/\n{2,}$/, '\n');
}

function attachmentLines({ add, check, del, addresses, routes }: TrialAttachment): readonly string[] {
  return [
    `ADD    ${answerText(add)}`,
    ...addresses.map((line) => `       ${line}`),
    ...routes.map((line) => `       route ${line}`),
    ...(check ? [`CHECK  ${answerText(check)}`] : []),
    `DEL    ${answerText(del)}`,
  ];
}

const answerText = ({ failure }: ChainAnswer): string =>
  failure ? `${failure.plugin} failed: ${failure.message}` : 'ok';
