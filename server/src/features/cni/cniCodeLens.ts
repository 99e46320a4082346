import type { CodeLens } from 'vscode-languageserver-types';
import { toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import { chainText } from './chainOrder.ts';
import type { CniText } from './cniText.ts';
import { folderWords } from './folderWords.ts';

/** Over each network its chain, and its place in the folder. Lines to be read: they have no command. */
export function cniCodeLenses(text: CniText): CodeLens[] {
  return text.file.configs.flatMap((config): CodeLens[] => {
    const { root, plugins } = config;
    if (!root || plugins.every(({ type }) => !type)) return [];
    const { start } = toRange(root.span);
    const range = offsetPlace(text, { start, end: start + 1 });
    const order = folderWords(config, text.folder);
    return [`chain: ${chainText(config)}`, ...(order === undefined ? [] : [order])].map((title) => ({
      range,
      command: { title, command: '' },
    }));
  });
}
