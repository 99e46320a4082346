import { type CniConfig, fileNameOf } from '../../model/cniConfig.ts';
import { orderOf } from '../../rules/cniFolder.ts';

/**
 * Which network of the folder runtimes take where nobody names one: `3rd of 4 in net.d: containerd and CRI-O take
 * 10-web.conflist`. Undefined where the file is alone.
 */
export function folderWords(config: CniConfig, folder: readonly CniConfig[] = []): string | undefined {
  const order = orderOf(config, folder);
  if (!order) return undefined;
  const { files, index, used, isStuck } = order;
  const place = `${ordinal(index + 1)} of ${files.length} in net.d`;
  const [first] = files;
  const taken = used?.uri === config.uri ? 'this one' : used && fileNameOf(used);
  if (isStuck && first)
    return `${place}: containerd has no network, since ${fileNameOf(first)} is broken${taken === undefined ? '' : `; CRI-O takes ${taken}`}`;
  return `${place}: containerd and CRI-O take ${taken}`;
}

function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? undefined : ['st', 'nd', 'rd'][(number % 10) - 1];
  return `${number}${ending ?? 'th'}`;
}
