import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { configSchema, readConfig, secretNames } from '../../workers/platform/config.ts';
import { networksOf, publishedPorts, readCompose, readRepoFile } from './compose-file.ts';

const text = readRepoFile('docker-compose.yml');
const compose = readCompose(text);
const services = Object.entries(compose.services);
const house = services.filter(([name]) => name === 'api' || name === 'workers');
const brokers = services.filter(([name]) => name.startsWith('zeebe'));

describe('the compose file', () => {
  test('fits the compose specification and has the four parts', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(['mongo', 'zeebe', 'workers', 'api']),
    );
  });

  test('is refused with a misspelt key, a key of another place or a made-up condition', () => {
    expect(() => readCompose(text.replace('restart:', 'restarts:'))).toThrow('restarts');
    expect(() => readCompose(text.replace('internal: true', 'ports: []'))).toThrow('ports');
    expect(() => readCompose(text.replace('service_healthy', 'service_well'))).toThrow();
  });

  test('publishes the web port alone, and to this machine only', () => {
    expect(publishedPorts(compose)).toEqual(['api 127.0.0.1:8420:8420']);
  });

  test('would show a published database port', () => {
    const open = text.replace(
      'command: [node, --import, tsx, workers/main.ts]',
      "ports: ['8421:8421']",
    );
    expect(publishedPorts(readCompose(open))).toHaveLength(2);
  });

  test('keeps engine and database on a network without a way in or out', () => {
    expect(compose.networks.inside?.internal).toBe(true);
    for (const [, service] of [...brokers, ...services.filter(([name]) => name === 'mongo')]) {
      expect(networksOf(service)).toEqual(['inside']);
    }
  });

  test.each(services)('%s has a health check', (_, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
  });

  test.each(services)('%s runs without root and without further rights', (_, service) => {
    expect(service.user).toMatch(/^(node|[1-9]\d*):/);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.read_only).toBe(true);
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  test.each(services)('%s keeps its data in volumes that have a name', (_, service) => {
    const named = (service.volumes ?? []).filter((volume) => !volume.endsWith(':ro'));
    expect(named.length).toBeGreaterThan(0);
    for (const volume of named) {
      expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
  });
});

describe('the settings of api and workers', () => {
  const known = new Set([
    ...Object.keys(configSchema.shape),
    ...secretNames.map((name) => `${name}_FILE`),
  ]);

  test.each(house)('%s is given only settings that exist', (_, service) => {
    expect(Object.keys(service.environment ?? {}).filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(house)('%s is given secrets as files only', (_, service) => {
    const names = Object.keys(service.environment ?? {});
    expect(names.filter((name) => secretNames.includes(name))).toEqual([]);
    const files = names.filter((name) => name.endsWith('_FILE'));
    expect(files).not.toEqual([]);
    for (const name of files) {
      const secret = service.environment?.[name]?.replace('/run/secrets/', '');
      expect(service.secrets).toContain(secret);
    }
  });

  test.each(house)('%s starts with nothing set by hand', (_, service) => {
    const file = join(mkdtempSync(join(tmpdir(), 'huiying-secret-')), 'secret');
    writeFileSync(file, 'long enough for a secret');
    const given = Object.entries(service.environment ?? {}).map(([name, value]) =>
      name.endsWith('_FILE') ? [name, file] : [name, value],
    );

    const config = readConfig(Object.fromEntries(given));

    expect(config.NODE_ENV).toBe('production');
    expect(config.SAMPLE_DATA).toBe(false);
  });

  test('no test setting has its way into a deployment', () => {
    for (const [, service] of house) {
      expect(service.environment).not.toHaveProperty('CLOCK_OFFSET_MS');
      expect(service.environment).not.toHaveProperty('FAILPOINT');
    }
  });
});

describe('the secrets', () => {
  test('are files that make-secrets.sh makes, each used by some part', () => {
    const script = readRepoFile('deploy/make-secrets.sh');
    const used = new Set(services.flatMap(([, service]) => service.secrets ?? []));
    expect([...used].sort()).toEqual(Object.keys(compose.secrets).sort());
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toBe(`./deploy/secrets/${name}`);
      expect(script).toContain(`make ${name} `);
    }
  });

  test('are never in the repository', () => {
    expect(readRepoFile('.gitignore').split('\n')).toContain('deploy/secrets/');
  });
});

describe('the cluster', () => {
  const variables = Object.fromEntries(
    readRepoFile('deploy/cluster.env')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  );
  const cluster = Object.entries(readCompose(text, variables).services).filter(([name]) =>
    name.startsWith('zeebe'),
  );

  test('has three brokers that know each other, each with its own id and volume', () => {
    const told = cluster.map(([, { environment = {} }]) => environment);
    expect(told.map((env) => env.ZEEBE_BROKER_CLUSTER_NODEID)).toEqual(['0', '1', '2']);
    expect(new Set(cluster.flatMap(([, { volumes = [] }]) => volumes)).size).toBe(3);
    for (const env of told) {
      expect(env.ZEEBE_BROKER_CLUSTER_CLUSTERSIZE).toBe('3');
      expect(env.ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR).toBe('3');
      expect(env.ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS?.split(',')).toEqual(
        cluster.map(([name]) => `${name}:26502`),
      );
    }
  });

  test('is one broker unless its profile is chosen', () => {
    const always = brokers.filter(([, { profiles = [] }]) => profiles.length === 0);
    expect(always.map(([name]) => name)).toEqual(['zeebe']);
    expect(always[0]?.[1].environment?.ZEEBE_BROKER_CLUSTER_CLUSTERSIZE).toBe('1');
    expect(variables.COMPOSE_PROFILES).toBe('cluster');
  });
});
