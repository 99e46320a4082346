import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { openEnvoy } from '../../../../test/harness/openEnvoy.ts';
import { applyTextEdits } from '../../text/edit.ts';
import { indexLines } from '../../text/lineIndex.ts';
import { parseYaml } from '../../text/yamlTree.ts';
import { foldingRanges } from '../foldingRanges.ts';
import { selectionRanges } from '../selectionRanges.ts';
import { envoyLenses } from './codeLens.ts';
import { analyzeEnvoy, type EnvoySnapshot } from './envoySnapshot.ts';
import { envoyHints } from './inlayHints.ts';
import { envoyDefinition, envoyHighlights, envoyReferences } from './navigation.ts';
import { envoySymbols } from './outline.ts';
import { prepareEnvoyRename, renameInEnvoy } from './rename.ts';

const text = `static_resources:
  listeners:
  - name: web
    address: {socket_address: {address: 0.0.0.0, port_value: 10000}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: web
          http_filters:
          - {name: router, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}
          route_config:
            name: local
            virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
              - match: {prefix: /api}
                route: {cluster: backend}
              - match: {prefix: /}
                route: {weighted_clusters: {clusters: [{name: "backend", weight: 1}, {name: front, weight: 3}]}}
  clusters:
  - name: backend
    type: STRICT_DNS
    load_assignment:
      cluster_name: backend
      endpoints:
      - lb_endpoints:
        - endpoint: {address: {socket_address: {address: backend, port_value: 8000}}}
        - endpoint: {address: {socket_address: {address: backup, port_value: 8000}}}
  - name: front
    type: STRICT_DNS
  - name: idle
    type: EDS
    eds_cluster_config: {eds_config: {ads: {}}}
`;

const at = (part: string, mark: string) => {
  if (!text.includes(part)) throw new Error(`no ${part}`);
  return openEnvoy(text.replace(part, mark));
};

const places = (file: EnvoySnapshot, ranges: readonly Range[]) =>
  ranges.map(({ start, end }) => {
    const [from, to] = [file.lines.offsetAt(start), file.lines.offsetAt(end)];
    return `${start.line + 1} ${file.text.slice(from, to)}`;
  });

describe('names in an Envoy file', () => {
  it('lead from a use to the definition', () => {
    const { file, position } = at('{cluster: backend}', '{cluster: back$0end}');
    const links = envoyDefinition(file, position);
    expect(
      places(
        file,
        links.map(({ targetSelectionRange }) => targetSelectionRange),
      ),
    ).toEqual(['24 backend']);
  });

  it('are found wherever they stand, the cluster in its load assignment among them', () => {
    const { file, position } = at('- name: backend', '- name: $0backend');
    const found = envoyReferences(file, position, true).map(({ range }) => range);
    expect(places(file, found)).toEqual(['24 backend', '20 backend', '22 backend', '27 backend']);
    expect(envoyReferences(file, position, false)).toHaveLength(3);
    expect(envoyHighlights(file, position).map(({ kind }) => kind)).toEqual([3, 2, 2, 2]);
  });

  it('are renamed, with the quotes that they have or need', () => {
    const { file, position } = at('{cluster: backend}', '{cluster: back$0end}');
    const renamed = (newName: string): string => {
      const answer = renameInEnvoy(file, position, newName);
      if ('refused' in answer) return answer.refused;
      const edits = (answer.changes?.[file.uri] ?? []).map(({ range, newText }) => ({
        start: file.lines.offsetAt(range.start),
        end: file.lines.offsetAt(range.end),
        newText,
      }));
      return applyTextEdits(file.text, edits);
    };
    expect(renamed('api')).toBe(
      text
        .replace('{cluster: backend}', '{cluster: api}')
        .replace('{name: "backend"', '{name: "api"')
        .replace('- name: backend', '- name: api')
        .replace('cluster_name: backend', 'cluster_name: api'),
    );
    expect(renamed('true')).toContain('- name: "true"');
    expect(renamed('true')).toContain('{name: "true", weight');
    expect([renamed('front'), renamed(' ')]).toEqual([
      'There is already a cluster called front.',
      '" " cannot be the name of a cluster.',
    ]);
  });

  it('cannot be renamed where nothing defines them', () => {
    const { file, position } = openEnvoy(text.replace('{cluster: backend}', '{cluster: mi$0ssing}'));
    expect(prepareEnvoyRename(file, position)).toEqual({
      refused:
        'missing is not defined in this file or those of the same proxy; what discovery brings cannot be renamed here.',
    });
    expect(prepareEnvoyRename(file, { line: 0, character: 0 })).toHaveProperty('refused');
  });
});

describe('an Envoy file at a glance', () => {
  const { file } = openEnvoy(text);

  it('is outlined from listener to endpoint', () => {
    const lines = (symbols: readonly DocumentSymbol[], depth: number): readonly string[] =>
      symbols.flatMap(({ name, detail, children }) => [
        `${'  '.repeat(depth)}${name}${detail ? ` | ${detail}` : ''}`,
        ...lines(children ?? [], depth + 1),
      ]);
    expect(lines(envoySymbols(file), 0)).toEqual([
      'web | 0.0.0.0:10000',
      '  filter chain',
      '    HttpConnectionManager | http',
      '      Router | router',
      '      local',
      '        all | *',
      '          path starting with /api | → backend',
      '          everything | → backend 25 %, front 75 %',
      'backend | STRICT_DNS',
      '  backend:8000 | endpoint',
      '  backup:8000 | endpoint',
      'front | STRICT_DNS',
      'idle | EDS',
    ]);
  });

  it('tells over listeners and clusters where they lead', () => {
    expect(envoyLenses(file).map(({ range, command }) => `${range.start.line + 1} ${command?.title}`)).toEqual([
      '3 routes to 2 clusters',
      '24 2 endpoints · reached from 1 listener',
      '32 0 endpoints · reached from 1 listener',
      '34 endpoints found at run time · in no route of a listener',
    ]);
  });

  it('folds and selects as YAML does', () => {
    expect(foldingRanges(file).length).toBeGreaterThan(5);
    const [selection] = selectionRanges(file, [{ line: 2, character: 12 }]);
    expect(places(file, selection ? [selection.parent?.range ?? selection.range] : [])).toEqual(['3 web']);
  });

  it('survives every beginning of a file', () => {
    for (let end = 0; end <= text.length; end += 23) {
      const part = text.slice(0, end);
      const begun = analyzeEnvoy(
        { tree: parseYaml(file.uri, part), lines: indexLines(part), version: 1 },
        { levels: {} },
        40,
      );
      if (!begun) continue;
      const position = begun.lines.positionAt(end);
      const whole = { start: { line: 0, character: 0 }, end: position };
      const range = (symbols: readonly DocumentSymbol[]): boolean =>
        symbols.every((each) => each.range.end.line <= position.line && range(each.children ?? []));
      expect(range(envoySymbols(begun))).toBe(true);
      envoyLenses(begun);
      envoyHints(begun, [], whole);
      envoyReferences(begun, position, true);
      prepareEnvoyRename(begun, position);
      renameInEnvoy(begun, position, 'x');
    }
  });
});
