import { readFileSync } from 'node:fs';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((word) => word === 'true');
const secret = z.string().min(16);

/** Every setting of api and workers: the one schema; `.env.example` and the compose file are proved equal to it. */
export const configSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('production')
    .describe('How errors are shown and cookies are set'),
  HOST: z.string().default('127.0.0.1').describe('Address the web port listens on'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8420)
    .describe('Web port, the only one people use'),
  WORKERS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8421)
    .describe('Health and metrics of the workers, loopback'),
  PUBLIC_URL: z
    .string()
    .default('')
    .describe('Address people reach the web port under; empty: http://HOST:PORT'),
  MONGODB_URI: z.string().min(1).describe('MongoDB replica set with the case data'),
  ZEEBE_GRPC_ADDRESS: z.string().default('127.0.0.1:26500').describe('Gateway, gRPC, host:port'),
  ZEEBE_REST_ADDRESS: z
    .string()
    .default('http://127.0.0.1:8080')
    .describe('Gateway, REST, for user tasks'),
  ZEEBE_MANAGEMENT_ADDRESS: z.string().default('http://127.0.0.1:9600').describe('Broker health'),
  DATA_DIR: z
    .string()
    .default('.data')
    .describe('Folder for written mail and the anchors of the action log'),
  SESSION_SECRET: secret.describe('Signs session cookies'),
  TRACKING_SECRET: secret.describe('Derives the secret code of each complaint'),
  DIGEST_SECRET: secret.describe('Keys the digests of rate-limited addresses'),
  ADMIN_PASSWORD: z
    .string()
    .min(12)
    .optional()
    .describe('Password of the first administrator, used once on an empty database'),
  SAMPLE_DATA: flag.default(false).describe('Seed the sample institution into an empty database'),
  SMTP_URL: z.string().default('').describe('Outgoing mail; empty: written to DATA_DIR/mail'),
  MAIL_FROM: z.string().default('huiying@localhost').describe('Sender of outgoing mail'),
  SMS_URL: z.string().default('').describe('Short-message gateway; empty: written to DATA_DIR/sms'),
  WECOM_URL: z
    .string()
    .default('')
    .describe('Group robot of WeCom; empty: written to DATA_DIR/wecom'),
  WEBHOOK_PRIVATE: flag
    .default(false)
    .describe(
      'Let webhooks and sources reach loopback and private addresses, webhooks also plain HTTP',
    ),
  RULE_LAB_JAVA: z
    .string()
    .default('')
    .describe('Java 21 or newer that runs the rule lab; empty: drafts of rules cannot be tried'),
  RULE_LAB_CLASSPATH: z
    .string()
    .default('')
    .describe("The rule lab's jar and the engine's lib folder: a Java class path"),
  TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Number of reverse proxies in front of the web port'),
  COMPLAINTS_PER_HOUR: z.coerce
    .number()
    .int()
    .min(0)
    .default(120)
    .describe('Complaints taken from one address in an hour; 0: no limit'),
  JOB_LOCK_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .default(60)
    .describe('Seconds after which the work of a process that fell silent is given to another'),
  CALENDAR_REST: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(20)
    .describe(
      'After each clock a published calendar moves it rests so many times as long as that took; 0: hardly at all',
    ),
  OPEN311_JURISDICTION: z
    .string()
    .default('')
    .describe('jurisdiction_id that Open311 requests must name; empty: none is asked for'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least severe line that is logged'),
  CLOCK_OFFSET_MS: z.coerce
    .number()
    .int()
    .default(0)
    .describe('Moves the house clock; for tests only'),
  FAILPOINT: z
    .string()
    .default('')
    .describe('Name of a point where the process kills itself once; for tests only'),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
const secrets = [
  'MONGODB_URI',
  'SESSION_SECRET',
  'TRACKING_SECRET',
  'DIGEST_SECRET',
  'ADMIN_PASSWORD',
  'SMTP_URL',
  'SMS_URL',
  'WECOM_URL',
] as const;

/** Settings that may also be given as a file, by the name with `_FILE` behind it. */
export const secretNames: readonly string[] = secrets;

/** What keeps the process from starting: every wrong setting, one sentence each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

function withSecretFiles(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = { ...env };
  for (const name of secrets) {
    const file = env[`${name}_FILE`];
    if (file !== undefined && values[name] === undefined)
      values[name] = readFileSync(file, 'utf8').trim();
  }
  return values;
}

/**
 * Reads the settings once at start.
 *
 * @throws ConfigError listing all problems at once.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(withSecretFiles(env)).filter(([, value]) => value !== ''),
  );
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
  );
}
