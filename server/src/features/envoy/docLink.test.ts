import { describe, expect, it } from 'vitest';
import { messageSchema, messageTypes } from '../../envoy/schema.ts';
import { enumValueLink, fieldLink, isHidden, messageLink } from './docLink.ts';

const site = 'https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/';

describe('links to the documentation', () => {
  // The anchors as pages that link to Envoy's documentation have them.
  it.each([
    [
      'envoy.extensions.filters.http.ratelimit.v3.RateLimit',
      'enable_x_ratelimit_headers',
      'extensions/filters/http/ratelimit/v3/rate_limit.proto#envoy-v3-api-field-extensions-filters-http-ratelimit-v3-ratelimit-enable-x-ratelimit-headers',
    ],
    [
      'envoy.config.route.v3.VirtualHost',
      'matcher',
      'config/route/v3/route_components.proto#envoy-v3-api-field-config-route-v3-virtualhost-matcher',
    ],
    [
      'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
      'enforce_rsa_key_usage',
      'extensions/transport_sockets/tls/v3/tls.proto#envoy-v3-api-field-extensions-transport-sockets-tls-v3-upstreamtlscontext-enforce-rsa-key-usage',
    ],
    [
      'envoy.extensions.filters.http.golang.v3alpha.Config',
      'library_id',
      'extensions/filters/http/golang/v3alpha/golang.proto#envoy-v3-api-field-extensions-filters-http-golang-v3alpha-config-library-id',
    ],
    [
      'xds.type.matcher.v3.Matcher',
      'matcher_list',
      'xds/type/matcher/v3/matcher.proto#envoy-v3-api-field-xds-type-matcher-v3-matcher-matcher-list',
    ],
  ])('of %s.%s', (type, field, link) => {
    expect(fieldLink(type, field)).toBe(site + link);
  });

  it('lead to messages and values', () => {
    expect(enumValueLink('@envoy.config.cluster.v3.Cluster.DiscoveryType', 'LOGICAL_DNS')).toBe(
      `${site}config/cluster/v3/cluster.proto#envoy-v3-api-enum-value-config-cluster-v3-cluster-discoverytype-logical-dns`,
    );
    expect(messageLink('envoy.config.listener.v3.Listener')).toBe(
      `${site}config/listener/v3/listener.proto#envoy-v3-api-msg-config-listener-v3-listener`,
    );
  });

  it('exist for every field of a configuration, beside those of protobuf itself', () => {
    const without = messageTypes()
      .filter((type) => /^envoy\.(?:config|extensions|type|data)\./.test(type) && !messageSchema(type)?.absent)
      .flatMap((type) => [...(messageSchema(type)?.fields.keys() ?? [])].filter((field) => !fieldLink(type, field)));
    expect(without).toEqual([]);
  });

  it('go to the page for a field that it does not show', () => {
    expect(isHidden('envoy.service.discovery.v3.DiscoveryResponse', 'canary')).toBe(true);
    expect(fieldLink('envoy.service.discovery.v3.DiscoveryResponse', 'canary')).toBe(
      `${site}service/discovery/v3/discovery.proto`,
    );
    expect(isHidden('envoy.config.cluster.v3.Cluster', 'name')).toBe(false);
    expect(fieldLink('google.protobuf.Duration', 'seconds')).toBeUndefined();
    expect(isHidden('google', 'seconds')).toBe(false);
  });
});
