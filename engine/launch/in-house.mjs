// Runs one of the house's own commands (import, verify, rebuild …) with the settings of the installation that
// `npm start` keeps running. `--data DIR` names another installation; settings given in the environment win.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { accessFrom, uriOf } from './mongo.mjs';
import { dataDirOf, repoDir } from './paths.mjs';
import { houseEnv, usualPorts } from './stack.mjs';

const [script = '', ...rest] = process.argv.slice(2);
const at = rest.indexOf('--data');
const dataDir = dataDirOf(at < 0 ? process.env.DATA_DIR : rest[at + 1]);
const args = at < 0 ? rest : rest.toSpliced(at, 2);

/** @returns {Promise<NodeJS.ProcessEnv>} */
async function settings() {
  if (process.env.MONGODB_URI) return process.env;
  const written = await readFile(join(dataDir, 'ports.json'), 'utf8').catch(() => null);
  if (written === null)
    throw new Error(`There is no installation in ${dataDir}: run «npm start» first.`);
  const ports = { ...usualPorts, ...JSON.parse(written) };
  const access = await accessFrom(join(dataDir, 'secrets'));
  const installation = { dataDir, ports, sample: true, signal: new AbortController().signal };
  return { ...(await houseEnv(installation, uriOf(ports.mongo, access))), ...process.env };
}

try {
  const env = await settings();
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(repoDir, script), ...args], {
    env,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
