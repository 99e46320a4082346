import type { WordsByMessage } from './words.ts';

/** HTTP filters that decide who may do what. */
export const accessFilterWords: WordsByMessage = {
  'extensions.filters.http.ext_authz.v3.ExtAuthz': {
    about: 'Asks another service whether a request may go on.',
    fields: {
      grpc_service: 'The service, over gRPC (`envoy.service.auth.v3.Authorization`).',
      http_service: 'The service, over HTTP: 200 lets the request pass, anything else is the answer.',
      failure_mode_allow: [
        'Lets requests pass when the service does not answer. Then an outage opens everything.',
        'false',
      ],
      with_request_body: 'Sends the body along, up to a size.',
      transport_api_version: 'Version of the protocol. `V3` is the only one left.',
      clear_route_cache: ['Chooses the route anew, with the headers that the service set.', 'false'],
      status_on_error: ['The status when the service fails.', '403'],
      allowed_headers: [
        'Request headers that the service gets.',
        'all over gRPC; `authorization` and a few more over HTTP',
      ],
      disallowed_headers: 'Request headers that the service does not get.',
      metadata_context_namespaces:
        'What earlier filters found out and the service shall know, such as `envoy.filters.http.jwt_authn`.',
      include_peer_certificate: ['Sends the client’s certificate along.', 'false'],
      filter_enabled: ['Share of requests that are checked.', 'all'],
      deny_at_disable: ['Refuses requests that are not checked.', 'false'],
      stat_prefix: 'Tells several of these filters apart in statistics.',
      validate_mutations: ['Refuses headers from the service that are not well-formed.', 'false'],
    },
  },
  'extensions.filters.http.ext_authz.v3.HttpService': {
    about: 'An authorization service over HTTP.',
    fields: {
      server_uri: 'Address and cluster.',
      path_prefix: 'What stands before the request’s path.',
      authorization_request: 'What the service is told beside the request.',
      authorization_response: 'Which of its headers reach upstream and client.',
    },
  },
  'extensions.filters.http.ext_authz.v3.AuthorizationRequest': {
    fields: {
      headers_to_add: 'Headers for the service.',
      allowed_headers: 'Request headers that the service gets. Newer: `allowed_headers` of the filter.',
    },
  },
  'extensions.filters.http.ext_authz.v3.AuthorizationResponse': {
    fields: {
      allowed_upstream_headers:
        'Headers of the service that are set on the request; those of the client with the same name are replaced.',
      allowed_upstream_headers_to_append: 'Headers of the service that are added to the request.',
      allowed_client_headers: 'Headers of the service that the client gets when it is refused.',
      allowed_client_headers_on_success: 'Headers of the service that the client gets when it may go on.',
    },
  },
  'extensions.filters.http.ext_authz.v3.BufferSettings': {
    fields: {
      max_request_bytes:
        'How much of the body is kept. A larger one is answered with 413, unless part of it is enough.',
      allow_partial_message: ['Sends the first part of a larger body.', 'false'],
      pack_as_bytes: ['Sends the body as bytes, not as text in UTF-8.', 'false'],
    },
  },
  'extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute': {
    about: 'External authorization on a route.',
    fields: { disabled: 'true: not asked here.', check_settings: 'What is told to the service here.' },
  },
  'extensions.filters.http.ext_authz.v3.CheckSettings': {
    fields: {
      context_extensions: 'Names and texts that the service gets with each request.',
      disable_request_body_buffering: ['Leaves the body out here.', 'false'],
      with_request_body: 'How much of the body is sent here.',
    },
  },
  'extensions.filters.http.jwt_authn.v3.JwtAuthentication': {
    about: 'Checks JSON Web Tokens: signature, issuer, audience, lifetime.',
    fields: {
      providers: 'Who issues tokens, by a name that rules refer to.',
      rules: 'Which requests need which tokens; the first that fits counts. Requests that no rule fits pass unchecked.',
      requirement_map: 'Requirements by name, for routes.',
      bypass_cors_preflight: ['Lets CORS preflight requests pass.', 'false'],
      strip_failure_response: ['Tells the client nothing about why it was refused.', 'false'],
    },
  },
  'extensions.filters.http.jwt_authn.v3.JwtProvider': {
    about: 'An issuer of tokens.',
    fields: {
      issuer: ['What `iss` of the token has to be, exactly: a slash at the end matters.', 'any issuer'],
      audiences: ['`aud` of the token has to hold one of these.', 'any audience'],
      remote_jwks: 'Keys that are fetched from the issuer.',
      local_jwks: 'Keys from a file or written here.',
      forward: ['Passes the token on to the upstream.', 'false: it is taken away'],
      from_headers: [
        'Headers that tokens stand in.',
        '`authorization` with `Bearer `, and the parameter `access_token`',
      ],
      from_params: 'Parameters of the query that tokens stand in.',
      from_cookies: 'Cookies that tokens stand in.',
      forward_payload_header: 'Passes the token’s content on in this header, in base64url.',
      payload_in_metadata: 'Keeps the token’s content under this key, for later filters such as RBAC.',
      claim_to_headers: 'Claims that are passed on in headers.',
      clock_skew_seconds: ['How far clocks may differ.', '60'],
      require_expiration: ['Refuses tokens without `exp`.', 'false'],
      clear_route_cache: ['Chooses the route anew, so that it can go by claims.', 'false'],
    },
  },
  'extensions.filters.http.jwt_authn.v3.RemoteJwks': {
    about: 'Keys that are fetched.',
    fields: {
      http_uri: 'Where the keys are. The cluster needs TLS when the address is https.',
      cache_duration: ['How long they are kept.', '10 minutes'],
      async_fetch: 'Fetches keys before the first request needs them.',
      retry_policy: 'When to try again.',
    },
  },
  'extensions.filters.http.jwt_authn.v3.JwtHeader': {
    fields: { name: 'The header.', value_prefix: 'What stands before the token, such as `Bearer ` with the blank.' },
  },
  'extensions.filters.http.jwt_authn.v3.JwtClaimToHeader': {
    fields: { header_name: 'The header.', claim_name: 'The claim; dots lead into objects.' },
  },
  'extensions.filters.http.jwt_authn.v3.RequirementRule': {
    about: 'Which requests need which token.',
    fields: {
      match: 'Which requests, as in routes.',
      requires: 'What they need. Left out, nothing: the way to except a path.',
      requirement_name: 'A requirement of `requirement_map`.',
    },
  },
  'extensions.filters.http.jwt_authn.v3.JwtRequirement': {
    about: 'What a request needs.',
    fields: {
      provider_name: 'A valid token of this provider.',
      provider_and_audiences: 'A valid token of this provider for these audiences.',
      requires_any: 'One of several.',
      requires_all: 'All of several.',
      allow_missing: 'No token is fine, a bad one is not.',
      allow_missing_or_failed: 'Whatever the token is, the request passes; a good one is read.',
    },
  },
  'extensions.filters.http.jwt_authn.v3.PerRouteConfig': {
    about: 'JWT on a route.',
    fields: { disabled: 'true: no token needed here.', requirement_name: 'A requirement of `requirement_map`.' },
  },
  'extensions.filters.http.rbac.v3.RBAC': {
    about: 'Allows or denies requests by who asks for what.',
    fields: {
      rules: ['The policies in force.', 'everything is allowed'],
      shadow_rules: 'Policies that are only counted and logged: to try them out.',
      matcher: 'A tree of matchers instead of `rules`.',
      rules_stat_prefix: 'What the statistics begin with.',
    },
  },
  'extensions.filters.http.rbac.v3.RBACPerRoute': {
    about: 'RBAC on a route.',
    fields: { rbac: ['The rules here, instead of those of the filter.', 'no rules: everything is allowed'] },
  },
  'extensions.filters.network.rbac.v3.RBAC': {
    about: 'Allows or denies connections by who connects.',
    fields: {
      rules: 'The policies in force.',
      shadow_rules: 'Policies that are only counted.',
      stat_prefix: 'What the statistics begin with.',
    },
  },
  'config.rbac.v3.RBAC': {
    about: 'Policies.',
    fields: {
      action: ['`ALLOW`: only what a policy matches may pass. `DENY`: what a policy matches may not.', '`ALLOW`'],
      policies: 'By name. One match is enough. With `ALLOW` and no policy everything is refused.',
      audit_logging_options: 'Where decisions are written.',
    },
  },
  'config.rbac.v3.Policy': {
    about: 'Who may do what.',
    fields: {
      permissions: 'What is done; one of them has to match.',
      principals: 'Who does it; one of them has to match.',
      condition: 'A further condition in CEL.',
    },
  },
  'config.rbac.v3.Permission': {
    about: 'An action. Exactly one kind has to be chosen.',
    fields: {
      any: 'true: everything.',
      header: 'A condition on a header; `:method` as well.',
      url_path: 'A condition on the path, without query.',
      destination_ip: 'The address that was reached.',
      destination_port: 'The port that was reached.',
      and_rules: 'All of several.',
      or_rules: 'One of several.',
      not_rule: 'Not this one.',
      requested_server_name: 'The server name of TLS.',
    },
  },
  'config.rbac.v3.Principal': {
    about: 'Someone who asks. Exactly one kind has to be chosen.',
    fields: {
      any: 'true: everybody.',
      authenticated: 'Whoever has a client certificate, or one with this name.',
      direct_remote_ip: 'The peer’s address.',
      remote_ip: 'The client’s address, from `x-forwarded-for` where that is trusted.',
      source_ip: 'The peer’s address. Newer: `direct_remote_ip`.',
      header: 'A condition on a header. Clients can send any, unless an earlier filter takes it away.',
      metadata: 'What earlier filters found out, such as claims of a token.',
      and_ids: 'All of several.',
      or_ids: 'One of several.',
      not_id: 'Not this one.',
      url_path: 'A condition on the path.',
    },
  },
  'config.rbac.v3.Principal.Authenticated': {
    fields: { principal_name: ['URI or DNS name in the certificate, or its subject.', 'any certificate'] },
  },
  'extensions.filters.http.basic_auth.v3.BasicAuth': {
    about: 'Asks for user and password (HTTP Basic).',
    fields: {
      users: 'Users in the form of htpasswd, with SHA hashes.',
      forward_username_header: 'Header that tells the upstream who it is.',
    },
  },
  'extensions.filters.http.api_key_auth.v3.ApiKeyAuth': {
    about: 'Asks for an API key.',
    fields: {
      credentials: 'Keys and the clients that they belong to.',
      key_sources: 'Headers, parameters or cookies that keys stand in.',
    },
  },
  'extensions.filters.http.oauth2.v3.OAuth2': {
    about: 'Logs browsers in by OAuth 2.0 / OpenID Connect.',
    fields: { config: 'Provider, client and cookies.' },
  },
  'extensions.filters.http.oauth2.v3.OAuth2Config': {
    about: 'Settings of the OAuth filter.',
    fields: {
      token_endpoint: 'Where codes are exchanged for tokens: address and cluster.',
      authorization_endpoint: 'The page that browsers are sent to.',
      credentials: 'Who this client is.',
      redirect_uri: 'Where the provider sends the browser back to; `%REQ(…)%` may stand in it.',
      redirect_path_matcher: 'The path of `redirect_uri`.',
      signout_path: 'The path that deletes the cookies.',
      forward_bearer_token: ['Passes the token on to the upstream.', 'false'],
      pass_through_matcher: 'Requests that are let through without login.',
      auth_scopes: ['What is asked for.', '`user`'],
      use_refresh_token: ['Renews tokens without another login.', 'true'],
    },
  },
  'extensions.filters.http.oauth2.v3.OAuth2Credentials': {
    fields: {
      client_id: 'Id of the client.',
      token_secret: 'The client’s secret, as a named secret.',
      hmac_secret: 'Key that cookies are signed with, as a named secret.',
    },
  },
  'extensions.filters.http.csrf.v3.CsrfPolicy': {
    about: 'Refuses changing requests from pages of other origins.',
    fields: {
      filter_enabled: 'Share of requests that are checked.',
      shadow_enabled: 'Share of requests that are only counted.',
      additional_origins: 'Further origins that may.',
    },
  },
  'extensions.filters.http.cors.v3.Cors': {
    about: 'Answers CORS preflights by the policy of the route. Without a policy it does nothing.',
  },
  'extensions.filters.http.cors.v3.CorsPolicy': {
    about: 'Which other web pages may call: for `typed_per_filter_config`.',
    fields: {
      allow_origin_string_match: 'Origins that may call, with scheme: `https://app.example.com`.',
      allow_methods: 'Value of `access-control-allow-methods`, joined by commas.',
      allow_headers: 'Value of `access-control-allow-headers`, joined by commas.',
      expose_headers: 'Headers that pages may read.',
      max_age: 'Seconds that browsers may remember the answer, as text.',
      allow_credentials: ['Whether cookies may come along.', 'false'],
      filter_enabled: ['Share of requests that the policy is applied to.', 'all'],
      shadow_enabled: 'Share of requests that are only counted.',
    },
  },
};
