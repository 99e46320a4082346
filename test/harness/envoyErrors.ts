import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import type { EnvoyConfig } from '../../server/src/model/envoyConfig.ts';
import { envoyRules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';
import { indexLines } from '../../server/src/text/lineIndex.ts';
import { type Span, toRange } from '../../server/src/text/span.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** What the editor reports about an Envoy file. */
export interface EnvoyReport {
  readonly rule: string;
  readonly severity: string;
  /** Zero-based. */
  readonly line: number;
  /** Lines that the finding points to. */
  readonly related: readonly number[];
  readonly message: string;
}

function readEnvoyText(text: string, uri = 'file:///envoy.yaml', version = 40): EnvoyConfig {
  return readEnvoy(parseYaml(uri, text), { version });
}

/** Everything that the rules report about a text. */
export function reportsOf(text: string, uri?: string, version?: number): readonly EnvoyReport[] {
  const lines = indexLines(text);
  const lineOf = (span: Span): number => lines.positionAt(toRange(span).start).line;
  const config = readEnvoyText(text, uri, version);
  return envoyRules.flatMap((rule) =>
    [...rule.check(config)].map(({ span, message, severity, related = [] }) => ({
      rule: rule.id,
      severity: severity ?? rule.severity ?? categorySeverity[rule.category],
      line: lineOf(span),
      related: related.map((each) => lineOf(each.span)),
      message,
    })),
  );
}
