import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { repoDir } from '../../engine/launch/paths.mjs';

/*
 * The part of the Compose specification this repository uses, strict: a misspelt or misplaced key is
 * refused here, as it is by Compose, and a new kind of key has to be added with its shape.
 */
const duration = z.string().regex(/^\d+(ms|s|m|h)$/);
const image = z.string().regex(/^[a-z0-9./-]+(:[\w.-]+)?$/);
const environment = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());
const name = z.string().regex(/^[a-zA-Z0-9._-]+$/);

const serviceSchema = z.strictObject({
  image: image.optional(),
  build: z
    .strictObject({
      context: z.string(),
      target: name.optional(),
      args: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  profiles: z.array(name).optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  read_only: z.boolean(),
  init: z.boolean().optional(),
  user: z.string().optional(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  stop_grace_period: duration,
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  tmpfs: z.array(z.string().startsWith('/')).optional(),
  volumes: z.array(z.string().regex(/^(\.\/|[a-z])[^:]*:\/[^:]*(:ro)?$/)).optional(),
  networks: z
    .union([z.array(name), z.record(name, z.strictObject({ aliases: z.array(name).optional() }))])
    .optional(),
  ports: z.array(z.string().regex(/^(\d+\.\d+\.\d+\.\d+:)?\d+:\d+$/)).optional(),
  secrets: z.array(name).optional(),
  environment: environment.optional(),
  depends_on: z
    .record(
      name,
      z.strictObject({
        condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
      }),
    )
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()).min(2),
      interval: duration,
      timeout: duration,
      retries: z.int().positive(),
      start_period: duration,
    })
    .optional(),
});

const composeSchema = z.strictObject({
  name,
  services: z.record(name, serviceSchema),
  networks: z.record(name, z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(name, z.strictObject({})),
  secrets: z.record(name, z.strictObject({ file: z.string().startsWith('./') })),
});

export type ComposeFile = z.infer<typeof composeSchema>;
export type Service = z.infer<typeof serviceSchema>;

/** A file of this repository, by its path from the root. */
export function readRepoFile(path: string): string {
  return readFileSync(`${repoDir}/${path}`, 'utf8');
}

/**
 * The compose file as Compose would see it with nothing set but these variables.
 *
 * @throws ZodError naming every place that does not fit the specification
 */
export function readCompose(text: string, variables: Record<string, string> = {}): ComposeFile {
  const whole = z
    .record(z.string(), z.unknown())
    .parse(parse(text, (_, value) => interpolated(value, variables), { merge: true }));
  const own = Object.entries(whole).filter(([key]) => !key.startsWith('x-'));
  return composeSchema.parse(Object.fromEntries(own));
}

/** Compose fills in variables after it has read the file: what it fills in stays one text. */
function interpolated(value: unknown, variables: Record<string, string>): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll(
    /\$\{(\w+)(?::-([^}]*))?\}/g,
    (_, variable: string, otherwise?: string) => variables[variable] ?? otherwise ?? '',
  );
}

/** What of the host is published: `service host-address:port`. */
export function publishedPorts(file: ComposeFile): string[] {
  return Object.entries(file.services).flatMap(([service, { ports = [] }]) =>
    ports.map((port) => `${service} ${port}`),
  );
}

/** The networks a service is on. */
export function networksOf({ networks = [] }: Service): string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks);
}
