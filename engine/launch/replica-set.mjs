// Makes one mongod a replica set of its own and gives the application its user. There is no shell
// program in the download, so this speaks to the server through the driver.
import { codeOf } from './run.mjs';

const adminUser = 'admin';
const alreadyInitialized = 23;
const notYetInitialized = 94;
const userExists = 51003;
const refusedLogin = 18;

/**
 * @typedef {object} Access
 * @property {string} keyFile
 * @property {string} adminPassword
 * @property {string} user the application's
 * @property {string} password
 */

/**
 * One step towards a replica set that takes writes; call it until it answers true.
 *
 * @param {number} port
 * @param {Access | null} access null: a server without passwords
 * @returns {Promise<boolean>} whether it takes writes and the application can log in
 */
export async function openReplicaSet(port, access) {
  if (!access) return withClient(port, null, (client) => bringUp(client, port));
  const login = { username: adminUser, password: access.adminPassword };
  try {
    return await withClient(port, login, async (client) => {
      if (!(await bringUp(client, port))) return false;
      await addUser(client, access.user, access.password, [{ role: 'readWrite', db: 'huiying' }]);
      return true;
    });
  } catch (error) {
    if (codeOf(error) !== refusedLogin) throw error;
    // First start: while there is no user at all, the server lets a local caller make the first.
    return withClient(port, null, async (client) => {
      if (!(await bringUp(client, port))) return false;
      await addUser(client, adminUser, access.adminPassword, [{ role: 'root', db: 'admin' }]);
      return false;
    });
  }
}

/**
 * @param {import('mongoose').mongo.MongoClient} client
 * @param {number} port
 * @returns {Promise<boolean>} whether it is primary
 */
async function bringUp(client, port) {
  const admin = client.db('admin');
  const host = `127.0.0.1:${port}`;
  const hello = await admin.command({ hello: 1 });
  if (hello.isWritablePrimary) return true;
  if (hello.setName) return false;
  const first = { _id: 'rs0', members: [{ _id: 0, host }] };
  if (await ignoring([alreadyInitialized], admin.command({ replSetInitiate: first }))) return false;
  // The port changed since the last start: the set knows itself only by its old address.
  const kept = await ignoring([notYetInitialized], admin.command({ replSetGetConfig: 1 }));
  if (!kept || kept.config.members[0].host === host) return false;
  const config = { ...kept.config, version: kept.config.version + 1 };
  config.members[0].host = host;
  await admin.command({ replSetReconfig: config, force: true });
  return false;
}

/**
 * @param {import('mongoose').mongo.MongoClient} client
 * @param {string} user
 * @param {string} password
 * @param {{ role: string, db: string }[]} roles
 */
async function addUser(client, user, password, roles) {
  const command = { createUser: user, pwd: password, roles };
  await ignoring([userExists], client.db('admin').command(command));
}

/**
 * @template T
 * @param {number} port
 * @param {{ username: string, password: string } | null} auth
 * @param {(client: import('mongoose').mongo.MongoClient) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withClient(port, auth, use) {
  // Imported late: on a fresh clone this file is loaded before dependencies are installed.
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    maxPoolSize: 1,
    ...(auth ? { auth, authSource: 'admin' } : {}),
  });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/**
 * @template T
 * @param {readonly number[]} codes
 * @param {Promise<T>} command
 * @returns {Promise<T | null>}
 */
async function ignoring(codes, command) {
  try {
    return await command;
  } catch (error) {
    if (codes.some((code) => code === codeOf(error))) return null;
    throw error;
  }
}
