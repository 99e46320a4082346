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

await describeWithEnvoy('random texts in small languages', (envoy) => {
  const random = randomNumbers(seed);
  const joined = (pieces: readonly string[]): string =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => pieces[Math.floor(random() * pieces.length)]).join('');

  it.each([
    ['regular expressions', ofRegex, withRegex],
    ['format strings', ofFormat, withHeader],
  ] as const)('%s are judged as Envoy judges them', { timeout: 600_000 }, async (name, pieces, wrap) => {
    const texts = [...new Set(Array.from({ length: count }, () => joined(pieces)))];
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

function bootstrap(route: object): object {
  const routes = [{ ...route, direct_response: { status: 200 } }];
  const manager = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    stat_prefix: 'a',
    route_config: { virtual_hosts: [{ name: 'a', domains: ['*'], routes }] },
  };
  const address = { socket_address: { address: '127.0.0.1', port_value: 0 } };
  const filters = [{ name: 'manager', typed_config: manager }];
  return { static_resources: { listeners: [{ address, filter_chains: [{ filters }] }] } };
}
