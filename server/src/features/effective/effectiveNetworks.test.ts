import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../test/harness/openProject.ts';
import { effectiveNetworks } from './effectiveNetworks.ts';

const shop = `//- compose.yaml
include:
  - extra/compose.yaml
services:
  web:
    image: nginx:1.27$0
    networks: [front]
    ports: ["8080:80"]
    extends:
      file: common.yaml
      service: proxy
  api:
    image: node:\${TAG}
    depends_on: {web: {condition: service_started}}
networks:
  front:
    internal: true
//- compose.override.yaml
services:
  web:
    networks:
      front:
        aliases: [www, "a$$b"]
        ipv4_address: 10.1.0.5
    ports: ["9090:90/udp"]
    deploy: {replicas: 2, resources: {limits: {cpus: "1"}}}
  api:
    build: ./api
networks:
  front: {ipam: {config: [{subnet: 10.1.0.0/24}]}}
//- extra/compose.yaml
services:
  cache:
    image: redis:7
    networks: [back]
networks:
  back: {name: shared, driver_opts: {mtu: 1400}}
//- common.yaml
services:
  proxy:
    image: nginx:1.27
    dns: 1.1.1.1
`;

const made = () => effectiveNetworks(openProject(shop, ['compose.override.yaml']).snapshot);

describe('effectiveNetworks', () => {
  it('lays all files over each other and says behind each line where it comes from', () => {
    expect(made().text).toMatchInlineSnapshot(`
      "# The networks of shop as compose sees them. Behind each line stands where it comes from.
      # Made of compose.yaml, extra/compose.yaml, compose.override.yaml, common.yaml.
      name: shop                          # from the name of the folder
      services:
        cache:                            # extra/compose.yaml:2
          image: redis:7                  # extra/compose.yaml:3
          networks:                       # extra/compose.yaml:4
            back:                         # extra/compose.yaml:4
        web:                              # compose.yaml:4, compose.override.yaml:2
          image: nginx:1.27               # compose.yaml:5
          deploy:                         # compose.override.yaml:8
            replicas: 2                   # compose.override.yaml:8
          networks:                       # compose.override.yaml:3
            front:                        # compose.override.yaml:4
              aliases:                    # compose.override.yaml:5
                - www                     # compose.override.yaml:5
                - a$$b                    # compose.override.yaml:5
              ipv4_address: 10.1.0.5      # compose.override.yaml:6
          ports:                          # compose.override.yaml:7
            - "8080:80"                   # compose.yaml:7
            - "9090:90/udp"               # compose.override.yaml:7
          dns: 1.1.1.1                    # common.yaml:4
        api:                              # compose.yaml:11, compose.override.yaml:9
          image: node:\${TAG}              # compose.yaml:12
          build: ./api                    # compose.override.yaml:10
          networks:
            default:                      # it names no network
          depends_on:                     # compose.yaml:13
            web:                          # compose.yaml:13
              condition: service_started  # compose.yaml:13
      networks:
        back:                             # extra/compose.yaml:6
          name: shared                    # extra/compose.yaml:6
          driver_opts:                    # extra/compose.yaml:6
            mtu: 1400                     # extra/compose.yaml:6
        front:                            # compose.yaml:15, compose.override.yaml:12
          name: shop_front                # made of the names of project and network
          internal: true                  # compose.yaml:16
          ipam:                           # compose.override.yaml:12
            config:                       # compose.override.yaml:12
              - subnet: 10.1.0.0/24       # compose.override.yaml:12
        default:                          # added by compose
          name: shop_default              # made of the names of project and network
      "
    `);
  });

  it('leads from each origin to the place that it names', () => {
    const { snapshot, placeOf } = openProject(shop, ['compose.override.yaml']);
    const { text, origins } = effectiveNetworks(snapshot);
    const lines = text.split('\n');
    const places = origins.map(({ range, uri, target }) => {
      const label = lines[range.start.line]?.slice(range.start.character, range.end.character);
      const [place, ...covered] = placeOf(uri, target).split(' ');
      expect(label).toBe(place);
      return covered.join(' ');
    });
    expect(places).toContain('10.1.0.5');
    expect(places).toContain('9090:90/udp');
    expect(places).toContain('cache');
    expect(places).toContain('1.1.1.1');
  });

  it('says which parts could not be read', () => {
    const { snapshot } = openProject(
      '//- compose.yaml\ninclude: [gone.yaml]\nservices:\n  a: {image: x, extends: {file: none.yaml, service: b}}$0\n',
    );
    const { text } = effectiveNetworks(snapshot);
    expect(text).toContain('# Parts of compose.yaml, or files named there, could not be read');
    expect(text).toContain('the service that it extends could not be read');
  });

  it('gives dependencies that two files list the value that a map needs', () => {
    const { snapshot } = openProject(
      '//- compose.yaml\nservices:\n  a: {image: x, depends_on: [b]}$0\n  b: {image: x}\n  c: {image: x}\n//- over.yaml\nservices:\n  a: {depends_on: [c]}\n',
      ['over.yaml'],
    );
    const texts = effectiveNetworks(snapshot)
      .text.split('\n')
      .map((line) => line.replace(/ *#.*/, ''));
    const start = texts.indexOf('    depends_on:');
    expect(texts.slice(start + 1, start + 5)).toEqual([
      '      b:',
      '        condition: service_started',
      '      c:',
      '        condition: service_started',
    ]);
  });

  it('takes what `<<` brings for a key that is reset, and nothing of the files before', () => {
    const { snapshot } = openProject(
      '//- compose.yaml\nservices:\n  a: {image: x, networks: [front]}$0\n//- over.yaml\nx-shared: &shared {networks: [back]}\nservices:\n  a:\n    <<: *shared\n    networks: !reset null\n',
      ['over.yaml'],
    );
    const { text } = effectiveNetworks(snapshot);
    expect(text).toContain('back:');
    expect(text).not.toContain('front');
  });

  it('says nothing of a project whose name a variable hides', () => {
    const { snapshot } = openProject(
      '//- compose.yaml\nname: ${NAME}\nservices:\n  a: {image: x, networks: [n]}$0\nnetworks:\n  n:\n  m: {external: true, name: "${OUTER}"}\n',
    );
    expect(effectiveNetworks(snapshot).text.split('\n').slice(2)).toEqual([
      'services:',
      expect.stringMatching(/^ {2}a: +# compose.yaml:3$/),
      expect.stringMatching(/^ {4}image: x +# compose.yaml:3$/),
      expect.stringMatching(/^ {4}networks: +# compose.yaml:3$/),
      expect.stringMatching(/^ {6}n: +# compose.yaml:3$/),
      'networks:',
      expect.stringMatching(/^ {2}n: {} +# compose.yaml:5$/),
      expect.stringMatching(/^ {2}m: +# compose.yaml:6$/),
      expect.stringMatching(/^ {4}external: true +# compose.yaml:6$/),
      expect.stringMatching(/^ {4}name: \$\{OUTER\} +# compose.yaml:6$/),
      '',
    ]);
  });
});
