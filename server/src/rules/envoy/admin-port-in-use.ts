import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const adminPortInUse = defineEnvoyRule({
  id: 'admin-port-in-use',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The admin interface and a listener have the same port.',
    why: '`envoy --mode validate` accepts it, but only one of them can bind the port: Envoy ends at start with "cannot bind: Address already in use".',
    instead: 'Give the admin interface a port of its own, usually 9901.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/bootstrap/v3/bootstrap.proto#config-bootstrap-v3-admin',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          admin:
            address: { socket_address: { address: 127.0.0.1, port_value: 8080 } }
            #                                                            ^^^^ \`web\` listens
          static_resources:
            listeners:
              - name: web
                address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains: [{}]
        `,
      },
    ],
    good: [
      yaml`
        admin:
          address: { socket_address: { address: 127.0.0.1, port_value: 9901 } }
        static_resources:
          listeners:
            - name: web
              address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
              filter_chains: [{}]
      `,
    ],
  },
  *check({ addresses }) {
    const any = /^(?:0\.0\.0\.0|::)$/;
    for (const admin of addresses) {
      if (admin.use !== 'admin' || !admin.port || !admin.portSpan) continue;
      const taken = addresses.find(
        ({ use, port, protocol, host }) =>
          use === 'listener' &&
          protocol === 'tcp' &&
          port === admin.port &&
          (host === admin.host || any.test(host) || any.test(admin.host)),
      );
      if (!taken) continue;
      yield {
        span: admin.portSpan,
        message: `The listener \`${taken.owner ?? ''}\` listens there as well: Envoy ends at start, because the port is in use.`,
        ...(taken.portSpan ? { related: [{ span: taken.portSpan, message: 'the listener' }] } : {}),
      };
    }
  },
});
