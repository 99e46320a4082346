import type { CniConfig, CniInterface } from '../../model/cniConfig.ts';
import type { CniText } from './cniText.ts';

/** A place where a bridge or master is named, or meant without being named (`span` is absent then). */
export interface InterfaceUse {
  readonly text: CniText;
  readonly config: CniConfig;
  readonly use: CniInterface;
}

/** Every use of the same interface in these files, in their order. A bridge may be the master of another network. */
export function usesOf(texts: readonly CniText[], { name }: Pick<CniInterface, 'name'>): readonly InterfaceUse[] {
  return texts.flatMap((text) =>
    text.file.configs.flatMap((config) =>
      config.interfaces.flatMap((use) => (use.name === name ? [{ text, config, use }] : [])),
    ),
  );
}
