import type { CniConfig, CniFile } from '../../model/cniConfig.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';

/** One version of a file with configurations of networks, as far as words about it need it. */
export interface CniText {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly file: CniFile;
  /** The networks of its `net.d`, its own among them; none where that is not known. */
  readonly folder?: readonly CniConfig[];
}

/** The configuration around an offset. A file of its own is one as a whole, even while it is empty. */
export function configAt({ file }: CniText, offset: number): CniConfig | undefined {
  return file.configs.find(({ place, span }) => {
    const { start, end } = toRange(span);
    return place === 'file' || (offset >= start && offset <= end);
  });
}

/** How the file writes a double quote of the configuration's JSON. */
export const quoteOf = ({ quotes }: CniConfig): string => (quotes === 'double' ? '\\"' : '"');
