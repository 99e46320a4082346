// Makes schemas/envoy/pages.json, which page of Envoy's documentation describes a message, from the Go modules of the API:
//   node .ci/envoyPages.mjs $(go env GOMODCACHE)/github.com/envoyproxy/go-control-plane/{envoy,contrib}@VERSION .../cncf/xds/go@VERSION
// Pages are named for the proto files. Only names are taken over, no text. Run it to update the file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const files = process.argv
  .slice(2)
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => `${folder}/${path}`))
  .filter((path) => path.endsWith('.pb.go') && !/(?:_grpc|_vtproto)\.pb\.go$/.test(path))
  .sort();

/** By package: the file of each message and enumeration at the top of it. */
const packages = new Map();
/** Fields that the documentation leaves out, as `package.GoName.field`. */
const hidden = [];

for (const path of files) {
  const text = readFileSync(path, 'utf8');
  const source = /^\/\/ source: (\S+)$/m.exec(text)?.[1];
  const name = /^package (\w+)$/m.exec(text)?.[1];
  if (!source || !name) continue;
  const [, folder = '', file] = /^(?:contrib\/)?(.*)\/([^/]+)\.proto$/.exec(source) ?? [];
  const id = folder.replaceAll('/', '.');
  if (!/^(?:envoy|xds)\./.test(id) || /\.v2\w*(?:\.|$)|^envoy\.annotations/.test(id)) continue;
  const known = packages.get(id) ?? {};
  packages.set(id, known);
  // A nested message is `Outer_Inner` in Go, and the page is that of the outer one.
  for (const [, type] of text.matchAll(/^type ([A-Z][A-Za-z0-9]*) (?:struct \{|int32)$/gm)) known[type] = file;
  for (const [, type, body] of text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) {
    let comment = '';
    for (const line of body.split('\n')) {
      if (line.trim().startsWith('//')) comment += line;
      else {
        const field = /protobuf:"[^"]*name=(\w+)/.exec(line)?.[1];
        if (field && comment.includes('[#not-implemented-hide')) hidden.push(`${id}.${type}.${field}`);
        comment = '';
      }
    }
  }
}

// Most packages are one file.
const pages = Object.fromEntries(
  [...packages]
    .filter(([, types]) => Object.keys(types).length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, types]) => {
      const all = [...new Set(Object.values(types))];
      return [id, all.length === 1 ? all[0] : types];
    }),
);
const rows = Object.entries(pages).map(([id, page]) => `${JSON.stringify(id)}:${JSON.stringify(page)}`);
const text = `{"pages":{\n${rows.join(',\n')}\n},\n"hidden":${JSON.stringify(hidden.sort())}}\n`;
writeFileSync(new URL('../schemas/envoy/pages.json', import.meta.url), text);
