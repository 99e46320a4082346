import type { Service } from '../model/service.ts';

/** What a service is for, as far as one can tell. */
export type Role =
  | 'proxy'
  | 'web'
  | 'api'
  | 'db'
  | 'cache'
  | 'broker'
  | 'search'
  | 'storage'
  | 'auth'
  | 'monitoring'
  | 'mail'
  | 'dns'
  | 'vpn'
  | 'worker'
  | 'admin';

/**
 * The image decides where it is known, then words of the service's name, then ports. A guess that the picture shows as
 * a plain word; no rule may rest on it. Undefined when nothing speaks for one.
 */
export function guessRole(service: Service): Role | undefined {
  const image = service.image?.text.known === false ? undefined : service.image?.name.toLowerCase();
  return (image ? roleOfImage(image) : undefined) ?? roleOfName(service.name) ?? roleOfPorts(service);
}

/** By image name (the repository's last part), first match wins. */
const imageRoles: readonly (readonly [Role, RegExp])[] = [
  [
    'admin',
    /^(adminer|phpmyadmin|pgadmin4?|mongo-express|redis-commander|redisinsight|portainer|kafka-ui|akhq|cloudbeaver)/,
  ],
  [
    'monitoring',
    /^(prometheus|grafana|alertmanager|node-exporter|cadvisor|loki|promtail|jaeger|all-in-one|zipkin|tempo|uptime-kuma|netdata|kibana|.*-exporter|.*_exporter|otel|opentelemetry-collector.*|fluentd|fluent-bit|influxdb-ui|vector)/,
  ],
  [
    'proxy',
    /^(nginx(-proxy.*|-unprivileged)?|openresty|traefik|caddy(-docker-proxy)?|haproxy|envoy|httpd|kong|swag|nginx-proxy-manager|varnish|squid|oauth2-proxy|cloudflared|docker-socket-proxy|apisix|tyk-gateway|krakend)$/,
  ],
  [
    'db',
    /^(postgres|postgresql|postgis|timescaledb.*|mysql|mysql-server|mariadb|percona.*|mongo|mongodb.*|mssql|oracle.*|cockroach|cassandra|scylla|couchdb|couchbase|neo4j|influxdb|clickhouse.*|arangodb|rethinkdb|dynamodb-local|pgvector|questdb|victoria-metrics|edgedb|surrealdb|ferretdb|db2)$/,
  ],
  ['cache', /^(redis|redis-stack.*|valkey|keydb|memcached|dragonfly|hazelcast)$/],
  [
    'broker',
    /^(rabbitmq|kafka|cp-kafka|zookeeper|cp-zookeeper|nats|nats-streaming|eclipse-mosquitto|mosquitto|activemq.*|artemis|pulsar|redpanda|emqx|nsq|vernemq|hivemq.*|cp-schema-registry)$/,
  ],
  ['search', /^(elasticsearch|opensearch|meilisearch|typesense|solr|zincsearch|qdrant|weaviate|milvus|chroma)$/],
  ['storage', /^(minio|seaweedfs|azurite|nextcloud|registry|ceph.*|samba|nfs-server.*|localstack|fake-gcs-server)$/],
  [
    'auth',
    /^(keycloak|authelia|authentik|server-authentik|dex|hydra|kratos|vault|zitadel|casdoor|openldap|consul-auth)$/,
  ],
  ['mail', /^(mailhog|mailpit|maildev|postfix|docker-mailserver|mailcatcher|dovecot|mailcow.*)$/],
  ['dns', /^(coredns|pihole|adguardhome|unbound|dnsmasq|bind9?|technitium.*|dns-server)$/],
  ['vpn', /^(gluetun|wireguard|wg-easy|openvpn.*|tailscale|headscale|transmission-openvpn)$/],
  ['web', /^(wordpress|ghost|drupal|joomla|php|.*-frontend|.*-web|.*-ui)$/],
];

/** By a word of the service's name. */
const nameRoles: readonly (readonly [Role, ReadonlySet<string>])[] = [
  ['proxy', new Set(['proxy', 'gateway', 'ingress', 'loadbalancer', 'lb', 'nginx', 'traefik', 'edge'])],
  ['db', new Set(['db', 'database', 'postgres', 'mysql', 'mariadb', 'mongo', 'mongodb', 'sql'])],
  ['cache', new Set(['cache', 'redis', 'memcached', 'valkey'])],
  ['broker', new Set(['broker', 'queue', 'mq', 'rabbitmq', 'kafka', 'mqtt', 'nats'])],
  ['search', new Set(['search', 'elasticsearch', 'elastic', 'opensearch'])],
  [
    'worker',
    new Set(['worker', 'workers', 'celery', 'beat', 'scheduler', 'cron', 'jobs', 'job', 'consumer', 'sidekiq']),
  ],
  ['web', new Set(['web', 'frontend', 'front', 'ui', 'www', 'site', 'webapp', 'client', 'spa'])],
  ['api', new Set(['api', 'backend', 'server', 'graphql', 'rest'])],
  ['auth', new Set(['auth', 'sso', 'identity', 'keycloak', 'login'])],
  ['monitoring', new Set(['monitoring', 'metrics', 'prometheus', 'grafana', 'logs'])],
  ['storage', new Set(['storage', 'minio', 's3', 'files'])],
  ['mail', new Set(['mail', 'smtp', 'mailer'])],
  ['vpn', new Set(['vpn', 'wireguard'])],
  ['dns', new Set(['dns'])],
  ['admin', new Set(['admin', 'adminer'])],
];

const portRoles: ReadonlyMap<number, Role> = new Map([
  [80, 'web'],
  [443, 'web'],
  [3000, 'web'],
  [5173, 'web'],
  [8000, 'api'],
  [5432, 'db'],
  [3306, 'db'],
  [1433, 'db'],
  [27017, 'db'],
  [6379, 'cache'],
  [11211, 'cache'],
  [5672, 'broker'],
  [9092, 'broker'],
  [1883, 'broker'],
  [9200, 'search'],
  [53, 'dns'],
  [25, 'mail'],
]);

function roleOfImage(image: string): Role | undefined {
  return imageRoles.find(([, pattern]) => pattern.test(image))?.[0];
}

function roleOfName(name: string): Role | undefined {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return nameRoles.find(([, known]) => words.some((word) => known.has(word.replace(/\d+$/, ''))))?.[0];
}

function roleOfPorts(service: Service): Role | undefined {
  const targets = [
    ...service.ports.filter((port) => port.known).map((port) => port.target.first),
    ...service.exposed.map((port) => port.first),
  ];
  return targets.map((port) => portRoles.get(port)).find((role) => role !== undefined);
}
