// Makes schemas/envoy/, the facts about Envoy's API that the reader of its configurations uses:
//
//   node .ci/envoySchema.mjs PATH/TO/envoy     a binary of the newest of the versions below, for Linux
//
// What messages, fields, rules and enumerations there are is read from the Go modules of the API, version by version;
// what the usual build has, and which extension fits which place, from the binary. Needs Go. Only facts are taken over,
// no descriptions. Run it to update the files.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './lib/paths.mjs';

const VERSIONS = [36, 37, 38, 39, 40];
const OLDEST = VERSIONS[0];
const NEWEST = VERSIONS.at(-1);
const API = 'github.com/envoyproxy/go-control-plane/envoy';
const CONTRIB = 'github.com/envoyproxy/go-control-plane/contrib';

/** Where the messages stand that Envoy's own use, by module. */
const OTHERS = {
  'github.com/cncf/xds/go': '.',
  'google.golang.org/protobuf': 'types/known',
  'cel.dev/expr': '.',
  'go.opentelemetry.io/proto/otlp': '.',
  'google.golang.org/genproto/googleapis/rpc': 'status',
  'google.golang.org/genproto/googleapis/api': 'expr',
  'github.com/prometheus/client_model': '.',
};

/** Categories of places whose comment in the API names none. */
const SLOTS = {
  'envoy.config.accesslog.v3.AccessLog': { typed_config: 'envoy.access_loggers' },
  'envoy.config.cluster.v3.Cluster': { transport_socket: 'envoy.transport_sockets.upstream' },
  'envoy.config.metrics.v3.StatsSink': { typed_config: 'envoy.stats_sinks' },
  'envoy.config.trace.v3.Tracing.Http': { typed_config: 'envoy.tracers' },
  'envoy.config.core.v3.HealthCheck.CustomHealthCheck': { typed_config: 'envoy.health_checkers' },
  'envoy.config.overload.v3.ResourceMonitor': { typed_config: 'envoy.resource_monitors' },
  'envoy.config.cluster.v3.Filter': { typed_config: 'envoy.filters.upstream_network' },
  'envoy.config.core.v3.RetryPolicy.RetryHostPredicate': { typed_config: 'envoy.retry_host_predicates' },
  'envoy.config.core.v3.RetryPolicy.RetryPriority': { typed_config: 'envoy.retry_priorities' },
  'envoy.config.route.v3.RetryPolicy.RetryHostPredicate': { typed_config: 'envoy.retry_host_predicates' },
  'envoy.config.route.v3.RetryPolicy.RetryPriority': { typed_config: 'envoy.retry_priorities' },
};

/** Fields that the modules of others have in a later version than Envoy is built with. */
const LATER = {
  'opentelemetry.proto.common.v1.AnyValue': ['string_value_strindex'],
  'opentelemetry.proto.common.v1.KeyValue': ['key_strindex'],
};

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error('usage: envoySchema.mjs PATH/TO/envoy');
  process.exit(2);
}
const extractor = path.join(ROOT, '.ci/envoySchema');
const schema = mergedVersions();
const built = fs.readFileSync(binary);
for (const message of Object.values(schema.messages)) {
  if (message.until === undefined && !isBuiltIn(message.file)) message.absent = true;
  delete message.file;
}
addSlots();
for (const [type, fields] of Object.entries(LATER))
  for (const field of fields) delete schema.messages[type].fields[field];
const folder = path.join(ROOT, 'schemas/envoy');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(
  path.join(folder, 'schema.json'),
  `{"newest":${NEWEST},"oldest":${OLDEST},\n"messages":{\n${lines(schema.messages)}\n},\n"enums":{\n${lines(schema.enums)}\n}}\n`,
);
fs.writeFileSync(path.join(folder, 'registry.json'), `{\n${lines(await extensions())}\n}\n`);

/** What each version has, from the oldest on; what is new in one, or gone, says so. */
function mergedVersions() {
  const merged = { messages: {}, enums: {} };
  for (const version of VERSIONS) {
    const own = schemaOf(version);
    for (const [name, { directory, ...message }] of Object.entries(own.messages)) {
      const before = merged.messages[name];
      const fields = mergedItems(before?.fields, compactFields(message.fields), version, before !== undefined);
      // Only the newest version of the module with the contributed extensions is read.
      const isContrib = directory.includes('/contrib@');
      merged.messages[name] = {
        ...message,
        fields,
        ...(isContrib ? { contrib: true } : sinceOf(before, version)),
      };
    }
    for (const [name, message] of Object.entries(merged.messages))
      if (!own.messages[name] && message.until === undefined) message.until = version - 1;
    for (const [name, found] of Object.entries(own.enums)) {
      const before = merged.enums[name];
      const since = { ...before?.since };
      if (before) for (const value of Object.keys(found.values)) if (!(value in before.values)) since[value] = version;
      merged.enums[name] = { ...found, ...(Object.keys(since).length > 0 ? { since } : {}) };
    }
  }
  return { messages: sorted(merged.messages), enums: sorted(merged.enums) };
}

function mergedItems(before, now, version, ownerKnown) {
  const merged = { ...before };
  for (const [name, item] of Object.entries(now))
    merged[name] = { ...item, ...(ownerKnown ? sinceOf(before?.[name], version) : {}) };
  for (const [name, item] of Object.entries(merged))
    if (!(name in now) && item.until === undefined) merged[name] = { ...item, until: version - 1 };
  return merged;
}

function sinceOf(before, version) {
  if (before) return before.since === undefined ? {} : { since: before.since };
  return version === OLDEST ? {} : { since: version };
}

function compactFields(fields) {
  return Object.fromEntries(
    Object.entries(fields)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { rules, ...field }]) => [name, { ...field, ...(rules ? { rules: compactRules(rules) } : {}) }]),
  );
}

/** Rules without the name of their type, numbers as numbers and durations in milliseconds. */
function compactRules(rules) {
  const result = {};
  for (const [type, own] of Object.entries(rules)) {
    for (const [name, value] of Object.entries(own)) {
      if (['items', 'keys', 'values'].includes(name)) result[name] = compactRules(value);
      else if (type === 'duration' && typeof value === 'string') result[name] = Number.parseFloat(value) * 1000;
      else if (name === 'well_known_regex') result[name] = value === 1 ? 'HTTP_HEADER_NAME' : 'HTTP_HEADER_VALUE';
      else if (['string', 'bytes'].includes(type)) result[name] = /^(?:min|max)_/.test(name) ? Number(value) : value;
      else if (typeof value === 'string') result[name] = Number(value);
      else result[name] = Array.isArray(value) ? value.map(Number) : value;
    }
  }
  return result;
}

/** What the Go modules of a version say. */
function schemaOf(version) {
  const directories = [`${API}@v1.${version}.0`, ...(version === NEWEST ? [`${CONTRIB}@latest`] : [])].map(
    moduleDirectory,
  );
  const others = Object.entries(OTHERS).map(([module, below]) => path.join(requiredDirectory(module), below));
  const output = execFileSync('go', ['run', '.', ...directories, ...others], { cwd: extractor, maxBuffer: 2 ** 28 });
  return JSON.parse(output.toString());
}

function moduleDirectory(module) {
  return JSON.parse(execFileSync('go', ['mod', 'download', '-json', module], { cwd: os.tmpdir() }).toString()).Dir;
}

/** The directory of a module in the version that the extractor's own modules need. */
function requiredDirectory(module) {
  const known = JSON.parse(execFileSync('go', ['list', '-m', '-json', module], { cwd: extractor }).toString());
  return known.Dir ?? moduleDirectory(`${module}@${known.Version}`);
}

/** A binary holds the descriptor of every file that it was built with; each begins with the file's name. */
function isBuiltIn(file) {
  const name = Buffer.from(file);
  const length = name.length < 128 ? [name.length] : [(name.length & 127) | 128, name.length >> 7];
  return built.includes(Buffer.concat([Buffer.from([0x0a, ...length]), name]));
}

function addSlots() {
  for (const [message, fields] of Object.entries(SLOTS))
    for (const [field, slot] of Object.entries(fields)) schema.messages[message].fields[field].slots ??= [slot];
}

/** The extensions that a running Envoy says it was built with, by category. */
async function extensions() {
  const port = 19_000 + (process.pid % 1_000);
  const config = JSON.stringify({ admin: { address: { socket_address: { address: '127.0.0.1', port_value: port } } } });
  const envoy = spawn(binary, ['--config-yaml', config, '--disable-hot-restart', '--concurrency', '1', '-l', 'error'], {
    stdio: 'ignore',
  });
  try {
    const dump = await configDump(`http://127.0.0.1:${port}/config_dump`);
    const categories = {};
    for (const { name, category, type_urls: types = [] } of dump.configs[0].bootstrap.node.extensions) {
      categories[category] ??= { types: {}, untyped: [] };
      for (const type of types) {
        categories[category].types[type] ??= [];
        categories[category].types[type].push(name);
      }
      if (types.length === 0) categories[category].untyped.push(name);
    }
    return sorted(
      Object.fromEntries(
        Object.entries(categories).map(([name, { types, untyped }]) => [
          name,
          { types: sorted(types), untyped: untyped.sort() },
        ]),
      ),
    );
  } finally {
    envoy.kill();
  }
}

async function configDump(address) {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return await (await fetch(address)).json();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('Envoy did not start');
}

/** One entry a line, so that a change of the data can be read. */
function lines(entries) {
  return Object.entries(entries)
    .map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`)
    .join(',\n');
}

function sorted(entries) {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
