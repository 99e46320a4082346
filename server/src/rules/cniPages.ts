const plugin = 'https://www.cni.dev/plugins/current';

/** Where the specification and the plugins are explained, for the references of rules. */
export const cniPages = {
  format: 'https://www.cni.dev/docs/spec/#section-1-network-configuration-format',
  execution: 'https://www.cni.dev/docs/spec/#section-2-execution-protocol',
  versions: 'https://www.cni.dev/docs/spec/#released-versions',
  conventions: 'https://www.cni.dev/docs/conventions/',
  plugins: `${plugin}/`,
  bridge: `${plugin}/main/bridge/`,
  vlan: `${plugin}/main/vlan/`,
  macvlan: `${plugin}/main/macvlan/`,
  hostDevice: `${plugin}/main/host-device/`,
  hostLocal: `${plugin}/ipam/host-local/`,
  static: `${plugin}/ipam/static/`,
  dhcp: `${plugin}/ipam/dhcp/`,
  portmap: `${plugin}/meta/portmap/`,
  bandwidth: `${plugin}/meta/bandwidth/`,
  firewall: `${plugin}/meta/firewall/`,
  tuning: `${plugin}/meta/tuning/`,
} as const;
