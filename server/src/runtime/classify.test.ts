import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import type { FailureKind } from './failure.ts';

/** What engines and compose say, word for word, and the part of our sentence that has to be right. */
const said: readonly (readonly [FailureKind, string, string])[] = [
  [
    'daemon-down',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'at unix:///var/run/docker.sock.',
  ],
  [
    'daemon-down',
    "unable to get image 'busybox': Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?",
    'at tcp://127.0.0.1:1.',
  ],
  [
    'daemon-down',
    'error during connect: Get "http://docker.example.com/v1.51/version": command [ssh -l nobody -- 127.0.0.1 docker system dial-stdio] has exited with exit status 255',
    'cannot be reached',
  ],
  [
    'daemon-down',
    'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running',
    'at unix:///var/run/docker.sock.',
  ],
  [
    'no-permission',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/version": dial unix /var/run/docker.sock: connect: permission denied',
    'may not talk',
  ],
  [
    'bad-context',
    'Failed to initialize: unable to resolve docker endpoint: context "nope": context not found: open /root/.docker/contexts/meta/ca37/meta.json: no such file or directory',
    'context',
  ],
  ['no-compose', "docker: unknown command: docker compose\n\nRun 'docker --help' for more information", 'no `compose`'],
  ['no-compose', "docker: 'compose' is not a docker command.\nSee 'docker --help'", 'no `compose`'],
  ['no-compose', "unknown shorthand flag: 'f' in -f\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]", 'no `compose`'],
  [
    'port-taken',
    'Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint c10-b-1 (f4f9): Bind for :::8083 failed: port is already allocated',
    'Port 8083 of this machine',
  ],
  [
    'port-taken',
    'Error response from daemon: driver failed programming external connectivity on endpoint c10-b-1 (f4f9): Bind for 127.0.0.1:8083 failed: port is already allocated',
    'Port 8083 of 127.0.0.1',
  ],
  [
    'port-taken',
    'Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint c10-b-1 (f72d): failed to bind host port for 0.0.0.0:8099:172.22.0.2:80/tcp: address already in use',
    'Port 8099 of this machine',
  ],
  [
    'port-taken',
    'Error response from daemon: driver failed programming external connectivity on endpoint c10-b-1 (f72d): Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use',
    'Port 80 of this machine',
  ],
  [
    'port-taken',
    'Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:80 -> 0.0.0.0:0: listen tcp 0.0.0.0:80: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
    'Port 80 of this machine',
  ],
  [
    'port-forbidden',
    'Error response from daemon: driver failed programming external connectivity on endpoint a-1 (1): Error starting userland proxy: error while calling PortManager.AddPort(): cannot expose privileged port 80, you can add',
    'port 80',
  ],
  ['image-missing', 'Error response from daemon: No such image: nosuchimage:1', 'image nosuchimage:1'],
  [
    'image-missing',
    "Error response from daemon: pull access denied for nosuchimage, repository does not exist or may require 'docker login': denied",
    'no image nosuchimage',
  ],
  [
    'image-missing',
    'Error response from daemon: manifest for nginx:9.9.9 not found: manifest unknown: manifest unknown',
    'no image nginx:9.9.9',
  ],
  [
    'image-unreachable',
    'Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.53:53: dial udp 10.0.0.53:53: connect: network is unreachable',
    'registry registry.example',
  ],
  [
    'image-unreachable',
    'Error response from daemon: Get "https://registry.example/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'registry registry.example',
  ],
  [
    'subnet-overlap',
    'failed to create network c03_n2: Error response from daemon: invalid pool request: Pool overlaps with other one on this address space',
    'network c03_n2',
  ],
  [
    'subnet-overlap',
    'failed to create network c03_n2: Error response from daemon: Pool overlaps with other one on this address space',
    'network c03_n2',
  ],
  [
    'no-free-subnet',
    'failed to create network c18_n1: Error response from daemon: could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
    'no free subnet',
  ],
  [
    'no-free-subnet',
    'failed to create network c18_n1: Error response from daemon: all predefined address pools have been fully subnetted',
    'no free subnet',
  ],
  [
    'external-network-missing',
    'network does-not-exist declared as external, but could not be found',
    'network does-not-exist',
  ],
  [
    'foreign-network',
    'network bridge was found but has incorrect label com.docker.compose.network set to "" (expected: "n1")',
    'network bridge',
  ],
  [
    'name-taken',
    'Error response from daemon: Conflict. The container name "/shop-proxy-1" is already in use by container "70d49b96d825". You have to remove (or rename) that container to be able to reuse that name.',
    'name shop-proxy-1',
  ],
  [
    'bad-mode',
    'Error response from daemon: conflicting options: port publishing and the container type network mode',
    'port publishing',
  ],
  [
    'needs-swarm',
    'failed to create network c12_n1: Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    'swarm',
  ],
  [
    'driver-missing',
    'failed to create network c15_n1: Error response from daemon: plugin "calico" not found',
    'driver "calico"',
  ],
  [
    'address-taken',
    'Error response from daemon: failed to set up container networking: Address already in use',
    'static address',
  ],
  [
    'bad-address',
    'Error response from daemon: invalid config for network c04_n1: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.9.9.9',
    '10.9.9.9',
  ],
  [
    'bad-address',
    "Error response from daemon: Invalid address 10.9.9.9: It does not belong to any of this network's subnets",
    '10.9.9.9',
  ],
  [
    'bad-network',
    'failed to create network c03c_n1: Error response from daemon: invalid network config:\ninvalid subnet 10.105.0.0/33: invalid CIDR block notation',
    '10.105.0.0/33',
  ],
  [
    'dependency-failed',
    'dependency failed to start: container c-a-1 is unhealthy',
    'c-a-1, which others wait for, is unhealthy',
  ],
  ['dependency-failed', 'service "a" didn\'t complete successfully: exit 1', 'service a'],
  [
    'bad-command',
    'Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuchprogram": executable file not found in $PATH',
    '"nosuchprogram"',
  ],
  ['disk-full', 'failed to register layer: write /usr/lib/x: no space left on device', 'disk is full'],
  [
    'still-in-use',
    'Error response from daemon: error while removing network: network shop_web id 58b3715f has active endpoints',
    'in use',
  ],
  ['missing-file', 'open /srv/shop/compose.yaml: no such file or directory', '/srv/shop/compose.yaml'],
  [
    'bad-file',
    "validating /srv/compose.yaml: services.a additional properties 'netwoks' not allowed",
    "'netwoks' not allowed",
  ],
  ['bad-file', 'service "a" refers to undefined network nope: invalid compose project', 'undefined network nope'],
  ['bad-file', 'failed to parse compose.yml: yaml: line 3: found character that cannot start any token', 'line 3'],
  ['bad-file', 'yaml: line 3: found character that cannot start any token', 'line 3'],
  ['bad-file', 'dependency cycle detected: a -> b -> a', 'a -> b -> a'],
  ['bad-file', 'invalid hostPort: 70000', '70000'],
  [
    'bad-file',
    'error while interpolating networks.n1.name: required variable NET is missing a value: must be set',
    'variable NET',
  ],
  ['unexpected', 'Error response from daemon: something new\n', 'Docker says: something new.'],
  ['unexpected', '', 'said nothing'],
];

describe('classify', () => {
  it.each(said)('%s: %s', (kind, output, part) => {
    const failure = classify(output);
    expect(failure).toMatchObject({ kind, output });
    expect(failure.message).toContain(part);
  });

  it('says what happened in one sentence and what to do in another', () => {
    for (const [, output] of said) {
      const { message, advice } = classify(output);
      expect(message).toMatch(/[.!?]$/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('keeps port and container of a port that is taken', () => {
    const output =
      'driver failed programming external connectivity on endpoint shop-proxy-1 (f4f9): Bind for 0.0.0.0:80 failed: port is already allocated';
    expect(classify(output).port).toEqual({ number: 80, container: 'shop-proxy-1' });
  });

  it('does not take a warning for the error', () => {
    const output =
      'time="2026-01-01T00:00:00Z" level=warning msg="the attribute `version` is obsolete"\nsomething broke';
    expect(classify(output).message).toBe('Docker says: something broke.');
  });
});
