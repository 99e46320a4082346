import type { InlayHint, Range } from 'vscode-languageserver-types';
import { formatAddress } from '../../model/address.ts';
import { toRange } from '../../text/span.ts';
import { roughly } from '../markdown.ts';
import { addressCount } from './addressCount.ts';
import { type CniText, quoteOf } from './cniText.ts';

/** Behind each subnet of host-local how many addresses it gives to containers; nothing where the file hides that. */
export function cniInlayHints({ file, lines, text }: CniText, range: Range): InlayHint[] {
  const from = lines.offsetAt(range.start);
  const to = lines.offsetAt(range.end);
  return file.configs.flatMap((config) =>
    config.plugins.flatMap(({ ipam }) =>
      (ipam?.sets ?? []).flatMap(({ ranges }) =>
        ranges.flatMap((each): InlayHint[] => {
          const value = each.subnet?.value;
          const found = value?.kind === 'string' ? addressCount(each) : undefined;
          if (!found || value?.kind !== 'string') return [];
          const { end } = toRange(value.contentSpan);
          const quote = quoteOf(config);
          const offset = text.startsWith(quote, end) ? end + quote.length : end;
          if (offset < from || offset > to) return [];
          const { family } = found;
          const first = formatAddress({ family, value: found.first });
          const last = formatAddress({ family, value: found.last });
          return [
            {
              position: lines.positionAt(offset),
              label: `${roughly(found.count)} address${found.count === 1n ? '' : 'es'}`,
              tooltip: `host-local gives out ${first} to ${last}, without the gateway.`,
              paddingLeft: true,
            },
          ];
        }),
      ),
    ),
  );
}
