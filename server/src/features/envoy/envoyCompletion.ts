import type { CompletionItem } from 'vscode-languageserver-types';
import type { Position } from '../../text/lineIndex.ts';
import { type ItemOptions, toItem } from '../completion/completionItem.ts';
import type { Proposal } from '../completion/proposal.ts';
import { type EnvoyTarget, envoyTargetsAt } from './completion/envoyTarget.ts';
import { extensionNames } from './completion/extensionNames.ts';
import { extensionTypes } from './completion/extensionTypes.ts';
import { fields } from './completion/fields.ts';
import { mapKeys } from './completion/mapKeys.ts';
import { messages } from './completion/messages.ts';
import { names } from './completion/names.ts';
import { operators, values } from './completion/values.ts';
import type { EnvoyText } from './envoyText.ts';

const providers: readonly ((target: EnvoyTarget) => readonly Proposal[])[] = [
  operators,
  names,
  values,
  extensionTypes,
  messages,
  extensionNames,
  fields,
  mapKeys,
];

/**
 * What can be written at the position of an Envoy file: YAML or JSON, whole or broken, in the file's own spelling. Every
 * proposal replaces exactly the word under the cursor, and lines that it adds are indented as they have to be.
 */
export function envoyCompletions(
  file: EnvoyText,
  position: Position,
  options: ItemOptions = { snippets: true },
): CompletionItem[] {
  const found = new Map<string, { readonly target: EnvoyTarget; readonly proposal: Proposal }>();
  for (const target of envoyTargetsAt(file, file.lines.offsetAt(position))) {
    for (const provider of providers) {
      for (const proposal of provider(target))
        if (!found.has(proposal.label)) found.set(proposal.label, { target, proposal });
    }
  }
  return [...found.values()].map(({ target, proposal }, index) => toItem(target, proposal, index, options));
}
