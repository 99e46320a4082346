/** Rules about what the engine refuses when networks and containers are made; `docker compose config` accepts it. */
export const refusedAtUp: ReadonlySet<string> = new Set([
  'invalid-address',
  'invalid-subnet',
  'overlapping-subnets',
  'gateway-outside-subnet',
  'static-address-outside-subnet',
  'subnet-host-bits',
  'duplicate-static-address',
  'duplicate-host-port',
  'static-address-with-replicas',
  'bad-mac-address',
  'driver-option-value',
  'unknown-driver',
  'several-subnets-on-bridge',
  'duplicate-network-name',
  'shared-namespace-conflict',
  'bridge-name-too-long',
]);
