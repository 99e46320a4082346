import { expect, it } from 'vitest';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// Random regular expressions and format strings: BULKHEAD_PATTERNS says how many of each, BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_PATTERNS ?? 60);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

// Without `$`: before a parenthesis it begins a variable of a template, about which nothing is said.
const ofRegex =
  '( ) (?: (?i) (?P<a> (?<b> (?= (?! [ ] [^ [a-z] [[:alpha:]] [z-a] - | * + ? {2} {1,3} {1001} {3,1} *? ^ . a b 1 \\d \\w \\pL \\p{Greek} \\b \\1 \\q \\. \\x41 \\x{e9} \\x{1F600} \\Q \\E \\z \\Z \\n \\'.split(
    ' ',
  );
const ofFormat =
  '% %% %PROTOCOL% %REQ(a)% %REQ(a?b)% %REQ(a?b?c)% %REQ% %REQ():5% %REQ(:path):10% %PROTOCOL(a)% %FOO% %protocol% %START_TIME(%s)% %START_TIME:3% %RESPONSE_CODE%% a : ( ) 5 %UPSTREAM_METADATA(a:b)% %GRPC_STATUS(NUMBER)% %GRPC_STATUS(X)% %METADATA(ROUTE:a)% %METADATA(X:a)%'.split(
    ' ',
  );

const ofLua =
  'local function end if then else elseif do while for in repeat until return break goto nil true false not and or a b c a.b a[1] a:b() a() 1 0x1F 1e3 2LL 3x "a" \'b\' "\\q" "\\x41" [[c]] [=[d]=] --e\n = == ~= <= + - * / // % ^ .. ... # & ( ) { } [ ] ; , : :: \n'.split(
    ' ',
  );
/** Whole pieces, so that much of it is right. */
const luaPieces = [
  ...ofLua,
  ...[
    'local x = a',
    'a.b = 1',
    'a()',
    'if a then b() end',
    'while a do break end',
    'for i = 1, 2 do a() end',
    'for k, v in pairs(a) do end',
    'repeat a() until b',
    'local function f(x, ...) return ... end',
    'return a',
    'goto l',
    '::l::',
    'function g.h:i() end',
    'a{1, b = 2; [3] = 4}',
    'do local y end',
    'a "b"',
    'break',
    'x = function() end',
    'a = -b ^ 2 .. "c"',
    '(a)()',
    '(a) = 1',
    'a, b = b, a',
    'return ...',
  ],
];

await describeWithEnvoy('random texts in small languages', (envoy) => {
  const random = randomNumbers(seed);
  const joined = (pieces: readonly string[], between: string): string =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => pieces[Math.floor(random() * pieces.length)]).join(
      between,
    );

  it.each([
    ['regular expressions', ofRegex, withRegex],
    ['format strings', ofFormat, withHeader],
    ['Lua scripts', luaPieces, withScript],
  ] as const)('%s are judged as Envoy judges them', { timeout: 600_000 }, async (name, pieces, wrap) => {
    const texts = [...new Set(Array.from({ length: count }, () => joined(pieces, wrap === withScript ? ' ' : '')))];
    const questions = texts.map((text): Question => ({ id: text, text: JSON.stringify(wrap(text), undefined, 1) }));
    const agreement = await agreementOn(envoy, questions);
    console.log(inFigures(`${name}, seed ${seed}`, agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.missed).toEqual([]);
  });
});

const withRegex = (regex: string): object => bootstrap({ match: { safe_regex: { regex } } });

const withHeader = (value: string): object =>
  bootstrap({ match: { prefix: '/' }, response_headers_to_add: [{ header: { key: 'x', value } }] });

/** In a function, so that nothing of it is carried out when Envoy loads it. */
const withScript = (code: string): object =>
  bootstrap({ match: { prefix: '/' } }, [
    {
      name: 'lua',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
        default_source_code: { inline_string: `function envoy_on_request(a)\n${code}\nend` },
      },
    },
    {
      name: 'router',
      typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' },
    },
  ]);

function bootstrap(route: object, http_filters: readonly object[] = []): object {
  const routes = [{ ...route, direct_response: { status: 200 } }];
  const manager = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    stat_prefix: 'a',
    route_config: { virtual_hosts: [{ name: 'a', domains: ['*'], routes }] },
    http_filters,
  };
  const address = { socket_address: { address: '127.0.0.1', port_value: 0 } };
  const filters = [{ name: 'manager', typed_config: manager }];
  return { static_resources: { listeners: [{ address, filter_chains: [{ filters }] }] } };
}
