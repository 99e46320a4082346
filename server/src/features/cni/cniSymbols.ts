import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { textOf } from '../../cni/values.ts';
import type { CniConfig, CniIpam, CniPlugin } from '../../model/cniConfig.ts';
import { type Span, toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import { chainText } from './chainOrder.ts';
import type { CniText } from './cniText.ts';

/** Each network with its chain: plugins in their order, their address management below them, its ranges below that. */
export function cniSymbols(text: CniText): DocumentSymbol[] {
  return text.file.configs.flatMap((config) => networkSymbol(text, config));
}

function networkSymbol(text: CniText, config: CniConfig): readonly DocumentSymbol[] {
  const { root, name, plugins } = config;
  if (!root) return [];
  const title = name?.value || config.fileName || 'network without a name';
  return [
    {
      ...symbol(text, title, SymbolKind.Namespace, root.span, name?.contentSpan),
      detail: chainText(config),
      children: plugins.map((plugin) => pluginSymbol(text, plugin, config.form === 'list')),
    },
  ];
}

function pluginSymbol(text: CniText, { object, type, ipam, index }: CniPlugin, isListed: boolean): DocumentSymbol {
  const title = type?.value || 'plugin without a type';
  return {
    ...symbol(text, isListed ? `${index + 1}. ${title}` : title, SymbolKind.Module, object.span, type?.contentSpan),
    children: ipam ? [ipamSymbol(text, ipam)] : [],
  };
}

function ipamSymbol(text: CniText, { pair, type, sets }: CniIpam): DocumentSymbol {
  const children = sets.flatMap(({ ranges }) =>
    ranges.flatMap(({ subnet, start, end, object, plain }): readonly DocumentSymbol[] => {
      const value = textOf(subnet);
      if (!value || !subnet) return [];
      const limits = [textOf(start)?.value, textOf(end)?.value];
      const detail = limits.some(Boolean) ? `${limits[0] ?? ''} – ${limits[1] ?? ''}`.trim() : '';
      return [
        {
          ...symbol(
            text,
            value.value || 'range',
            SymbolKind.Number,
            plain ? subnet.span : object.span,
            value.contentSpan,
          ),
          ...(detail === '' ? {} : { detail }),
        },
      ];
    }),
  );
  return {
    ...symbol(text, `ipam ${type?.value ?? ''}`.trim(), SymbolKind.Object, pair.span, pair.key.contentSpan),
    children,
  };
}

/** The name's own place has to lie inside; where it does not, it is the beginning of the whole. */
function symbol(text: CniText, name: string, kind: SymbolKind, span: Span, nameSpan: Span | undefined): DocumentSymbol {
  const whole = toRange(span);
  const own = nameSpan && toRange(nameSpan);
  const isInside = own && own.start >= whole.start && own.end <= whole.end;
  const selection = isInside ? own : { start: whole.start, end: Math.min(whole.start + 1, whole.end) };
  return { name, kind, range: offsetPlace(text, whole), selectionRange: offsetPlace(text, selection) };
}
