import { fieldOf, isOn, isUnknown, messageIn, messagesIn, textIn, textsIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { sameSpan } from '../../text/span.ts';
import { messagesOfType, type PlacedMessage } from '../envoyPlaces.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badTlsContext = defineEnvoyRule({
  id: 'bad-tls-context',
  category: 'correctness',
  docs: {
    summary: 'A TLS context lacks a certificate, a key or a trusted authority, or has more than it may.',
    why: 'A server shows a certificate, and its private key belongs to it; a name in the certificate of the other side means something only if a trusted authority has signed it. Envoy refuses contexts without them.',
    instead: 'Name the files with `filename`, or a secret with `tls_certificate_sds_secret_configs`.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/tls.proto',
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/security/ssl',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
          common_tls_context: {}
          #^^^^^^^^^^^^^^^^^ shows no certificate
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
          common_tls_context:
            tls_certificates:
              - certificate_chain: { filename: /etc/envoy/tls.crt }
              # ^^^^^^^^^^^^^^^^^ no \`private_key\`
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
          common_tls_context:
            validation_context:
              match_typed_subject_alt_names: [{ san_type: DNS, matcher: { exact: backend } }]
              #^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs \`trusted_ca\`
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
        common_tls_context:
          tls_certificates:
            - certificate_chain: { filename: /etc/envoy/tls.crt }
              private_key: { filename: /etc/envoy/tls.key }
      `,
    ],
  },
  *check(config) {
    const used = new Set(config.references.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
    // A secret that nothing names is not looked at.
    const isRead = ({ around }: PlacedMessage): boolean => {
      const secret = around.find(({ type }) => type === 'envoy.extensions.transport_sockets.tls.v3.Secret');
      return secret === undefined || used.has(textIn(secret, 'name')?.value ?? '');
    };
    // What is in the wrong place is not looked at either.
    const misplaced = [...envoyProblems(config, 'wrong-slot')];
    const fits = ({ typeUrl }: EnvoyMessage): boolean =>
      !typeUrl || !misplaced.some(({ span }) => sameSpan(span, typeUrl.span));
    const of = (name: string): readonly EnvoyMessage[] =>
      messagesOfType(config, `envoy.extensions.transport_sockets.tls.v3.${name}`)
        .filter(isRead)
        .map(({ message }) => message)
        .filter(fits);
    for (const context of of('DownstreamTlsContext')) yield* serverFaults(context);
    for (const context of of('UpstreamTlsContext')) yield* clientFaults(context);
    for (const validation of of('CertificateValidationContext')) yield* validationFaults(validation);
    for (const parameters of of('TlsParameters')) yield* parameterFaults(parameters);
  },
});

const fromElsewhere: readonly string[] = [
  'tls_certificate_sds_secret_configs',
  'tls_certificate_provider_instance',
  'tls_certificate_certificate_provider',
  'tls_certificate_certificate_provider_instance',
  'custom_tls_certificate_selector',
  'custom_handshaker',
];

function* serverFaults(context: EnvoyMessage): Iterable<Finding> {
  const common = messageIn(context, 'common_tls_context');
  if (isUnknown(context, 'common_tls_context') || isUnknown(common, 'tls_certificates')) return;
  const certificates = messagesIn(common, 'tls_certificates');
  const secrets = fieldOf(common, 'tls_certificate_sds_secret_configs');
  const other = fromElsewhere.some((name) => fieldOf(common, name));
  if (certificates.length === 0 && !other) {
    yield {
      span: fieldOf(context, 'common_tls_context')?.keySpan ?? context.typeUrl?.span ?? context.span,
      message: 'A server shows no certificate without `tls_certificates` or a secret: Envoy does not start.',
    };
  } else if (certificates.length > 0 && secrets) {
    yield {
      span: secrets.keySpan,
      message: 'A server takes certificates from files or from secrets, not from both: Envoy does not start.',
    };
  } else {
    yield* certificateFaults(certificates);
  }
}

function* clientFaults(context: EnvoyMessage): Iterable<Finding> {
  const common = messageIn(context, 'common_tls_context');
  const certificates = messagesIn(common, 'tls_certificates');
  if (certificates[1]) {
    yield { span: certificates[1].span, message: 'A client shows one certificate only: Envoy does not start.' };
    return;
  }
  // An empty certificate of a client is as if there were none.
  yield* certificateFaults(certificates.filter(({ fields }) => fields.size > 0));
  const validates = ['validation_context', 'validation_context_sds_secret_config', 'combined_validation_context'];
  const auto = fieldOf(context, 'auto_sni_san_validation');
  if (auto && isOn(context, 'auto_sni_san_validation') && !isUnknown(context, 'common_tls_context'))
    if (!validates.some((name) => fieldOf(common, name)))
      yield { span: auto.keySpan, message: 'It needs a `validation_context`: Envoy does not start.' };
}

function* certificateFaults(certificates: readonly EnvoyMessage[]): Iterable<Finding> {
  for (const certificate of certificates) {
    const first = [...certificate.fields.values()][0];
    const span = first?.keySpan ?? certificate.span;
    const has = (name: string): boolean => fieldOf(certificate, name) !== undefined;
    if (has('pkcs12') || has('private_key_provider')) continue;
    if (!has('private_key') && has('certificate_chain'))
      yield { span, message: 'The certificate has no `private_key`: Envoy does not start.' };
    else if (!has('certificate_chain'))
      yield { span, message: 'There is no `certificate_chain`, the certificate itself: Envoy does not start.' };
  }
}

function* validationFaults(validation: EnvoyMessage): Iterable<Finding> {
  const authorities = [
    'trusted_ca',
    'ca_certificate_provider_instance',
    'custom_validator_config',
    'system_root_certs',
  ];
  if (authorities.some((name) => fieldOf(validation, name))) return;
  for (const name of ['match_typed_subject_alt_names', 'match_subject_alt_names']) {
    const names = fieldOf(validation, name);
    if (names && messagesIn(validation, name).length > 0)
      yield {
        span: names.keySpan,
        message: 'A name in a certificate needs `trusted_ca`, else anybody could claim it: Envoy does not start.',
      };
  }
}

// OpenSSL's names for what BoringSSL offers below TLS 1.3; those of 1.3 cannot be chosen.
const cipher =
  /^-?!?@?(?:ECDHE|RSA|AES|DES|PSK|ALL|HIGH|CHACHA20|aRSA|aECDSA|kRSA|kECDHE|SHA|3DES|EECDH|TLSv1|STRENGTH|FIPS|SSLv3)/;

/** BoringSSL's names. */
const signature =
  /^(?:rsa_pkcs1_(?:md5_sha1|sha(?:1|256|384|512))|ecdsa_(?:sha1|secp(?:256|384|521)r1_sha(?:256|384|512))|rsa_pss_\w+|ed25519|.*\+.*|.*:.*)$/i;

function* parameterFaults(parameters: EnvoyMessage): Iterable<Finding> {
  for (const algorithm of textsIn(parameters, 'signature_algorithms'))
    if (!signature.test(algorithm.value))
      yield {
        span: algorithm.contentSpan,
        message: `There is no signature algorithm "${algorithm.value}": Envoy does not start.`,
      };
  for (const suite of textsIn(parameters, 'cipher_suites')) {
    const names = suite.value.replace(/^\[|\]$/g, '').split(/[|:]/);
    const unknown = names.find((name) => !cipher.test(name));
    if (unknown !== undefined)
      yield {
        span: suite.contentSpan,
        message: unknown.startsWith('TLS_')
          ? `The suites of TLS 1.3 cannot be chosen, \`${unknown}\` is one: Envoy does not start.`
          : `There is no cipher suite \`${unknown}\`: Envoy does not start.`,
      };
  }
  for (const curve of textsIn(parameters, 'ecdh_curves')) {
    if (!/^(?:X25519|P-?\d{3}|prime256v1|secp\d{3}r1|X25519\w+|MLKEM\w*)(?::.*)?$/i.test(curve.value))
      yield { span: curve.contentSpan, message: `There is no curve \`${curve.value}\`: Envoy does not start.` };
  }
}
