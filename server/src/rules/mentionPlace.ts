import type { Mention } from '../model/mention.ts';
import type { Span } from '../text/span.ts';
import type { Finding } from './rule.ts';

/**
 * Where a finding about a host that a service names is shown. A configuration file is no compose file: what it names
 * wrongly is shown where it is mounted, with the place in it beside it.
 */
export function mentionPlace(
  { by, host, hostSpan }: Mention,
  span: Span = hostSpan,
): { readonly span: Span; readonly related: NonNullable<Finding['related']> } {
  return by ? { span: by, related: [{ span, message: `\`${host}\` is named here` }] } : { span, related: [] };
}

/** `In nginx.conf: ` in front of a message about a mounted configuration; nothing for the compose file itself. */
export function inConfiguration({ by, hostSpan }: Mention): string {
  const { uri } = hostSpan.anchor;
  return by ? `In \`${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}\`: ` : '';
}
