// Makes the server a replica set and gives the application its user. Run again at every start; what
// is there already stays.
const { readFileSync } = require('node:fs');

const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const admin = db.getSiblingDB('admin');
const loggedIn = () => {
  try {
    return admin.auth('admin', secret('mongo_admin_password')).ok === 1;
  } catch (_) {
    return false;
  }
};

if (!loggedIn()) {
  // While there is no user at all, the server lets a local caller make the first.
  if (!db.hello().setName) {
    rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
  }
  while (!db.hello().isWritablePrimary) sleep(200);
  admin.createUser({ user: 'admin', pwd: secret('mongo_admin_password'), roles: ['root'] });
  if (!loggedIn()) quit(1);
}
while (!db.hello().isWritablePrimary) sleep(200);
if (!admin.getUser('huiying')) {
  admin.createUser({
    user: 'huiying',
    pwd: secret('mongo_password'),
    roles: [{ role: 'readWrite', db: 'huiying' }],
  });
}
