import type { WordsByMessage } from './words.ts';

/** TLS with clients and with endpoints. */
export const tlsWords: WordsByMessage = {
  'config.core.v3.TransportSocket': {
    about: 'What carries the bytes of a connection.',
    fields: {
      name: 'Free text, `envoy.transport_sockets.tls` by habit; `@type` selects.',
      typed_config: 'The kind, by `@type`, and its settings.',
    },
  },
  'extensions.transport_sockets.tls.v3.DownstreamTlsContext': {
    about: 'TLS with clients. It needs a certificate.',
    fields: {
      common_tls_context: 'Certificates, trust and parameters.',
      require_client_certificate: [
        'Refuses clients without a certificate. Only with a `validation_context` is it checked who issued it.',
        'false',
      ],
      require_sni: ['Refuses clients that name no server.', 'false'],
      session_timeout: 'How long a session can be resumed.',
      session_ticket_keys: 'Keys for session tickets, to share sessions between Envoys.',
      disable_stateless_session_resumption: ['No session tickets.', 'false'],
      disable_stateful_session_resumption: ['No resumption by session id.', 'false'],
      ocsp_staple_policy: ['Whether a certificate without valid OCSP answer may be used.', '`LENIENT_STAPLING`'],
      full_scan_certs_on_sni_mismatch: 'Looks at all certificates when none has the asked name.',
      prefer_client_ciphers: ['Lets the client’s order of ciphers count.', 'false'],
    },
  },
  'extensions.transport_sockets.tls.v3.UpstreamTlsContext': {
    about: 'TLS with endpoints. Without `validation_context` their certificate is not checked.',
    fields: {
      common_tls_context: 'Trust, parameters and, where the endpoint asks for one, a certificate of our own.',
      sni: 'The server name that is sent. Servers with several certificates need it; it is not derived from the address.',
      auto_host_sni: ['Sends the endpoint’s host name as SNI.', 'false'],
      auto_sni_san_validation: ['Checks the certificate against the SNI that was sent.', 'false'],
      allow_renegotiation: ['Allows TLS renegotiation, which is not safe.', 'false'],
      max_session_keys: ['Sessions that are kept for resumption.', '1'],
      enforce_rsa_key_usage: 'Without effect in 1.40: certificates whose key usage does not fit are always refused.',
    },
  },
  'extensions.transport_sockets.tls.v3.CommonTlsContext': {
    about: 'What both sides of TLS have in common.',
    fields: {
      tls_params: 'Versions, ciphers and curves.',
      tls_certificates: 'Certificates with their keys. Clients get the one that fits name and algorithm.',
      tls_certificate_sds_secret_configs:
        'Certificates by name, from a control plane, a file or the secrets of this file.',
      validation_context: 'Whom to trust. Left out, any certificate of the peer is accepted.',
      validation_context_sds_secret_config: 'Whom to trust, as a named secret.',
      combined_validation_context: 'Whom to trust: part written here, part as a named secret.',
      alpn_protocols: 'Protocols offered, best first: `h2`, `http/1.1`. A listener needs `h2` for HTTP/2 over TLS.',
      key_log: 'Writes session keys to a file, so that Wireshark can read along. For debugging only.',
      custom_handshaker: 'Another implementation of the handshake.',
    },
  },
  'extensions.transport_sockets.tls.v3.TlsCertificate': {
    about: 'A certificate with its key.',
    fields: {
      certificate_chain: 'The certificate and those between it and the root, PEM.',
      private_key: 'The key, PEM. Envoy must be allowed to read the file.',
      password: 'Password of the key.',
      pkcs12: 'Certificate and key in one PKCS #12 file.',
      ocsp_staple: 'The OCSP answer, DER.',
      watched_directory: 'Reads the files again when this folder is swapped.',
      private_key_provider: 'Keeps the key elsewhere, in hardware for example.',
    },
  },
  'extensions.transport_sockets.tls.v3.CertificateValidationContext': {
    about: 'Which certificates of the peer are accepted.',
    fields: {
      trusted_ca: 'Root certificates, PEM. On Debian all usual ones are in `/etc/ssl/certs/ca-certificates.crt`.',
      system_root_certs: 'Trusts the roots of the operating system.',
      match_typed_subject_alt_names:
        'Names that the certificate must have, one of them. Without it any name of a trusted issuer will do.',
      match_subject_alt_names: 'The same without kinds of names. Newer: `match_typed_subject_alt_names`.',
      verify_certificate_hash: 'SHA-256 of accepted certificates.',
      verify_certificate_spki: 'SHA-256 of accepted public keys, in base64.',
      crl: 'Lists of revoked certificates, PEM. Each issuer in the chain needs one.',
      only_verify_leaf_cert_crl: ['Looks only for the peer’s own certificate in the lists.', 'false'],
      allow_expired_certificate: ['Accepts expired certificates.', 'false'],
      trust_chain_verification: [
        '`ACCEPT_UNTRUSTED` lets untrusted peers in; filters can still ask.',
        '`VERIFY_TRUST_CHAIN`',
      ],
      max_verify_depth: ['Certificates between peer and root.', '100'],
    },
  },
  'extensions.transport_sockets.tls.v3.SubjectAltNameMatcher': {
    about: 'A name that a certificate may have.',
    fields: {
      san_type: 'The kind of name: `DNS`, `URI`, `EMAIL`, `IP_ADDRESS`.',
      matcher: 'The name. An exact DNS name also accepts a wildcard certificate.',
    },
  },
  'extensions.transport_sockets.tls.v3.TlsParameters': {
    about: 'Versions and algorithms of TLS.',
    fields: {
      tls_minimum_protocol_version: ['Lowest version.', 'TLS 1.2'],
      tls_maximum_protocol_version: ['Highest version.', 'TLS 1.2 to endpoints, TLS 1.3 from clients'],
      cipher_suites: 'Ciphers for TLS 1.2 and below, best first. TLS 1.3 has a fixed list.',
      ecdh_curves: ['Curves for the key exchange.', 'X25519, P-256'],
      signature_algorithms: 'Signatures that are accepted.',
    },
  },
  'extensions.transport_sockets.tls.v3.SdsSecretConfig': {
    about: 'A secret by name.',
    fields: {
      name: 'Name of the secret.',
      sds_config: 'Where it comes from. Left out, it is one of the `secrets` of this file.',
    },
  },
  'extensions.transport_sockets.tls.v3.Secret': {
    about: 'A secret. Exactly one kind has to be chosen.',
    fields: {
      name: 'Name that TLS contexts refer to.',
      tls_certificate: 'A certificate with its key.',
      validation_context: 'Whom to trust.',
      session_ticket_keys: 'Keys for session tickets.',
      generic_secret: 'Any other secret, such as a password or client secret.',
    },
  },
  'extensions.transport_sockets.tls.v3.GenericSecret': {
    fields: { secret: 'The secret itself.', secrets: 'Several parts by name.' },
  },
  'extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext': {
    fields: {
      default_validation_context: 'The part that is written here.',
      validation_context_sds_secret_config: 'The part that is a named secret; it is laid over the other.',
    },
  },
  'extensions.transport_sockets.quic.v3.QuicDownstreamTransport': {
    about: 'QUIC with clients, for HTTP/3.',
    fields: {
      downstream_tls_context: 'Certificates and trust; QUIC is always encrypted.',
      enable_early_data: ['Accepts data in the first flight.', 'true'],
    },
  },
  'extensions.transport_sockets.quic.v3.QuicUpstreamTransport': {
    about: 'QUIC with endpoints, for HTTP/3.',
    fields: { upstream_tls_context: 'Trust and server name.' },
  },
  'extensions.transport_sockets.raw_buffer.v3.RawBuffer': { about: 'Plain text.' },
  'extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport': {
    about: 'Sends a PROXY protocol header to endpoints, so that they know the client’s address.',
    fields: {
      config: 'Version of the header.',
      transport_socket: 'What carries the connection below it: plain text or TLS.',
    },
  },
  'extensions.upstreams.http.v3.HttpProtocolOptions': {
    about: 'How HTTP is spoken to the endpoints of a cluster. One choice of version has to be made.',
    fields: {
      explicit_http_config: 'One version, always. `http2_protocol_options: {}` inside it for gRPC.',
      use_downstream_protocol_config: 'The version that the client speaks.',
      auto_config: 'HTTP/2 or HTTP/1 as agreed by ALPN; the cluster needs TLS.',
      common_http_protocol_options: 'Limits for all versions: idle time, age of connections.',
      upstream_http_protocol_options: 'SNI and check of names by the request’s host.',
      http_filters:
        'HTTP filters that run for each attempt, towards this cluster. The last one must be the upstream codec.',
    },
  },
  'extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig': {
    fields: {
      http_protocol_options: 'HTTP/1.1.',
      http2_protocol_options: 'HTTP/2, as gRPC needs it.',
      http3_protocol_options: 'HTTP/3; the cluster needs QUIC.',
    },
  },
  'config.core.v3.UpstreamHttpProtocolOptions': {
    fields: {
      auto_sni: ['Sends the request’s `Host` as SNI.', 'false'],
      auto_san_validation: ['Checks the certificate against the request’s `Host`.', 'false'],
      override_auto_sni_header: 'Another header to take the name from.',
    },
  },
};
