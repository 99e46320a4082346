import type { CodeLens } from 'vscode-languageserver-types';
import { toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import { chainText } from './chainOrder.ts';
import type { CniText } from './cniText.ts';

/** Over each network its chain. A line to be read: it has no command. */
export function cniCodeLenses(text: CniText): CodeLens[] {
  return text.file.configs.flatMap((config): CodeLens[] => {
    const { root, plugins } = config;
    if (!root || plugins.every(({ type }) => !type)) return [];
    const { start } = toRange(root.span);
    return [
      {
        range: offsetPlace(text, { start, end: start + 1 }),
        command: { title: `chain: ${chainText(config)}`, command: '' },
      },
    ];
  });
}
