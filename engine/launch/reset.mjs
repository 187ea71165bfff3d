// `npm run reset`: deletes one installation's data; downloads and builds stay.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readResetArguments } from './args.mjs';
import { FolderInUse, holderOf } from './lock.mjs';

async function reset() {
  const { dataDir, sure } = readResetArguments(process.argv.slice(2));
  const holder = await holderOf(dataDir);
  if (holder) throw new FolderInUse(dataDir, holder);
  // A mistyped --data must not empty somebody's home folder.
  const isOurs = await stat(join(dataDir, 'ports.json')).then(
    () => true,
    () => false,
  );
  if (!isOurs) {
    console.log(`${dataDir} holds no data of Huiying; nothing to delete.`);
    return 0;
  }
  if (!sure && !(await confirmed(dataDir))) {
    console.log('Nothing was deleted.');
    return 1;
  }
  const names = (await readdir(dataDir)).filter((name) => name !== 'tools');
  // The mark of an installation goes last: a reset that was interrupted can be repeated.
  for (const name of names.filter((name) => name !== 'ports.json')) {
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
  await rm(join(dataDir, 'ports.json'), { force: true });
  console.log(`Deleted the data in ${dataDir}. The next start begins with an empty installation.`);
  return 0;
}

/** @param {string} dataDir */
async function confirmed(dataDir) {
  if (!process.stdin.isTTY) {
    console.log('Say --yes to delete without being asked.');
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question(
    `Delete all complaints, cases, accounts and secrets in ${dataDir}? They cannot be brought back. Type «delete»: `,
  );
  asking.close();
  return answer.trim() === 'delete';
}

process.exitCode = await reset().catch((error) => {
  console.log(error instanceof Error ? error.message : String(error));
  return 1;
});
