import { followFiles } from '../../server/src/envoy/followFiles.ts';
import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import { envoyCompletions } from '../../server/src/features/envoy/envoyCompletion.ts';
import type { EnvoyText } from '../../server/src/features/envoy/envoyText.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { indexLines, type Position } from '../../server/src/text/lineIndex.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** An Envoy text with the place of its `$0`. */
export interface MarkedEnvoy {
  readonly file: EnvoyText;
  readonly offset: number;
  readonly position: Position;
}

/** A text as if it stood in a file of this name and were for Envoy 1.40. */
export function envoyText(text: string, name = 'envoy.yaml'): EnvoyText {
  const uri = `file:///shop/${name}`;
  const tree = parseYaml(uri, text);
  const config = readEnvoy(tree, { version: 40 });
  return { uri, text, lines: indexLines(text), tree, config, files: followFiles(config, () => undefined) };
}

/** Takes the `$0` out of the text; throws when there is none. */
export function markedEnvoy(textWithMark: string, name = 'envoy.yaml'): MarkedEnvoy {
  const offset = textWithMark.indexOf('$0');
  if (offset < 0) throw new Error(`The text has no $0: ${textWithMark}`);
  const file = envoyText(textWithMark.slice(0, offset) + textWithMark.slice(offset + 2), name);
  return { file, offset, position: file.lines.positionAt(offset) };
}

/** A proxy with one listener, one route and one cluster. */
export const smallProxy = `admin:
  address:
    socket_address: {address: 127.0.0.1, port_value: 9901}
static_resources:
  listeners:
    - name: ingress
      address:
        socket_address:
          address: 0.0.0.0
          port_value: 8080
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: ingress
                codec_type: AUTO
                route_config:
                  name: local
                  virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes:
                        - match: {prefix: /}
                          route:
                            cluster: backend
                            timeout: 3s
                http_filters:
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
  clusters:
    - name: backend
      type: STRICT_DNS
      connect_timeout: 1s
      load_assignment:
        cluster_name: backend
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address:
                      address: backend
                      port_value: 8000
`;

/** The small proxy with `mark` in the place of the first `part`. */
export function inSmallProxy(part: string, mark: string): string {
  if (!smallProxy.includes(part)) throw new Error(`The text has no ${part}`);
  return smallProxy.replace(part, () => mark);
}

/** The labels of what is proposed at the mark. */
export function envoyLabels(textWithMark: string, name?: string): readonly string[] {
  const { file, position } = markedEnvoy(textWithMark, name);
  return envoyCompletions(file, position, { snippets: false }).map(({ label }) => label);
}

/** The text after the proposal with this label is taken; throws when there is none. */
export function envoyAccepted(textWithMark: string, label: string, name?: string): string {
  const { file, position } = markedEnvoy(textWithMark, name);
  const edit = envoyCompletions(file, position, { snippets: false }).find((each) => each.label === label)?.textEdit;
  if (!edit || !('range' in edit))
    throw new Error(`No proposal ${label} among ${envoyLabels(textWithMark, name).join(', ')}`);
  const { start, end } = edit.range;
  return applyTextEdits(file.text, [
    { start: file.lines.offsetAt(start), end: file.lines.offsetAt(end), newText: edit.newText },
  ]);
}
