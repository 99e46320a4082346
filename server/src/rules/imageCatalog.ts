import type { Image, Service } from '../model/service.ts';
import { servicesThat } from './serviceIndex.ts';

export type DataKind = 'database' | 'cache' | 'message broker' | 'search engine' | 'configuration store';

/** What kind of data store the service's image is; undefined for other images and for those that a variable hides. */
export function dataKindOf(service: Service): DataKind | undefined {
  const image = service.image;
  return image?.text.known ? kindOfImage(image) : undefined;
}

/** The services that are data stores, in the order of the file. */
export const dataServices = servicesThat((service) => dataKindOf(service) !== undefined);

/** What a published port lets one administrate, `the dashboard of Traefik`; undefined for other ports. */
export function adminInterface(service: Service, port: number): string | undefined {
  const anywhere = adminPorts.get(port);
  if (anywhere) return anywhere;
  const image = service.image?.text.known ? service.image.name.toLowerCase() : undefined;
  const found = image === undefined ? undefined : adminImages.get(image);
  return found && (found.ports === 'all' || found.ports.includes(port)) ? found.what : undefined;
}

const kinds = new WeakMap<Image, DataKind | 'other'>();

function kindOfImage(image: Image): DataKind | undefined {
  let kind = kinds.get(image);
  if (!kind) {
    kind = dataImages.get(image.name.toLowerCase()) ?? dataRepositories.get(image.repository.toLowerCase()) ?? 'other';
    kinds.set(image, kind);
  }
  return kind === 'other' ? undefined : kind;
}

const named = (kind: DataKind, names: string): readonly (readonly [string, DataKind])[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, kind]);

/** By the last part of the image's name, whoever made it: `bitnami/postgresql` is a PostgreSQL as well. */
const dataImages: ReadonlyMap<string, DataKind> = new Map([
  ...named(
    'database',
    `postgres postgresql postgresql-repmgr postgis timescaledb timescaledb-ha pgvector mysql mysql-server mariadb
     mariadb-galera percona percona-server percona-xtradb-cluster mongo mongodb mongodb-sharded
     mongodb-community-server percona-server-mongodb azure-sql-edge oracle-xe oracle-free cockroach cassandra scylla
     couchdb couchbase neo4j influxdb clickhouse clickhouse-server arangodb rethinkdb dynamodb-local questdb surrealdb
     edgedb ferretdb yugabyte orientdb firebird memgraph dgraph tidb foundationdb`,
  ),
  ...named(
    'cache',
    `redis redis-cluster redis-sentinel redis-stack redis-stack-server valkey valkey-cluster keydb memcached dragonfly
     hazelcast`,
  ),
  ...named(
    'message broker',
    `rabbitmq kafka cp-kafka cp-server kafka-native nats nats-streaming eclipse-mosquitto
     mosquitto activemq activemq-artemis activemq-classic artemis pulsar redpanda emqx nsq vernemq hivemq4 hivemq-ce`,
  ),
  ...named('configuration store', 'zookeeper cp-zookeeper etcd consul'),
  ...named(
    'search engine',
    `elasticsearch opensearch meilisearch typesense solr qdrant weaviate milvus chroma manticore zincsearch sonic`,
  ),
]);

/** Images whose last part alone says too little. */
const dataRepositories: ReadonlyMap<string, DataKind> = new Map([
  ['mssql/server', 'database'],
  ['database/express', 'database'],
  ['database/free', 'database'],
  ['ibmcom/db2', 'database'],
  ['db2_community/db2', 'database'],
]);

/** Ports that mean the same in every image. */
const adminPorts: ReadonlyMap<number, string> = new Map([
  [2375, 'the Docker API without encryption, which is root on the machine'],
  [9229, 'the debugger of Node.js, which runs any code'],
]);

interface AdminImage {
  readonly ports: readonly number[] | 'all';
  readonly what: string;
}

const adminImages: ReadonlyMap<string, AdminImage> = new Map([
  ['envoy', { ports: [9901], what: "Envoy's admin interface, which can stop the proxy" }],
  ['traefik', { ports: [8080], what: "Traefik's dashboard and API" }],
  ['rabbitmq', { ports: [15671, 15672], what: "RabbitMQ's management" }],
  ['redpanda', { ports: [9644], what: "Redpanda's admin API" }],
  ['pulsar', { ports: [8080], what: "Pulsar's admin API" }],
  ['activemq', { ports: [8161], what: "ActiveMQ's console" }],
  ['activemq-artemis', { ports: [8161], what: "Artemis's console" }],
  ['neo4j', { ports: [7473, 7474], what: "Neo4j's browser" }],
  ['adminer', { ports: 'all', what: 'Adminer, which administers databases' }],
  ['phpmyadmin', { ports: 'all', what: 'phpMyAdmin, which administers databases' }],
  ['pgadmin4', { ports: 'all', what: 'pgAdmin, which administers databases' }],
  ['cloudbeaver', { ports: 'all', what: 'CloudBeaver, which administers databases' }],
  ['mongo-express', { ports: 'all', what: 'mongo-express, which administers databases' }],
  ['redis-commander', { ports: 'all', what: 'Redis Commander, which administers Redis' }],
  ['redisinsight', { ports: 'all', what: 'Redis Insight, which administers Redis' }],
  ['kafka-ui', { ports: 'all', what: 'Kafka UI, which administers Kafka' }],
  ['akhq', { ports: 'all', what: 'AKHQ, which administers Kafka' }],
  ['kafdrop', { ports: 'all', what: 'Kafdrop, which reads everything in Kafka' }],
  ['portainer', { ports: 'all', what: 'Portainer, which administers the whole engine' }],
  ['portainer-ce', { ports: 'all', what: 'Portainer, which administers the whole engine' }],
  ['portainer-ee', { ports: 'all', what: 'Portainer, which administers the whole engine' }],
]);
