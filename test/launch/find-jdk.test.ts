import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findJdk } from '../../engine/launch/jdk.mjs';

/** A machine with JDKs of these versions: `jvm-N` in the system's folder, others where named. */
function buildMachine() {
  const root = mkdtempSync(join(tmpdir(), 'huiying-jdk-'));
  const versions = new Map<string, number>();
  const install = (name: string, version: number) => {
    const home = join(root, name);
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(join(home, 'bin', 'javac'), '');
    versions.set(home, version);
    return home;
  };
  mkdirSync(join(root, 'jvm'));
  return {
    install,
    root,
    jvmDir: join(root, 'jvm'),
    versionOf: async (home: string) => versions.get(home) ?? null,
  };
}

describe('the search for a JDK', () => {
  test('takes JAVA_HOME when it is new enough', async () => {
    const machine = buildMachine();
    const javaHome = machine.install('mine', 21);
    machine.install('jvm/newer', 25);

    expect(await findJdk({ ...machine, javaHome, path: '' })).toEqual({
      home: javaHome,
      version: 21,
    });
  });

  test('passes over an old JAVA_HOME and an old default to a newer one beside them', async () => {
    const machine = buildMachine();
    const javaHome = machine.install('old-home', 17);
    const onPath = machine.install('old-default', 20);
    const beside = machine.install('jvm/temurin-25', 25);

    const found = await findJdk({ ...machine, javaHome, path: join(onPath, 'bin') });

    expect(found).toEqual({ home: beside, version: 25 });
  });

  test('takes the one on PATH before those of the system, through its links', async () => {
    const machine = buildMachine();
    const real = machine.install('somewhere', 22);
    mkdirSync(join(machine.root, 'links'));
    symlinkSync(join(real, 'bin', 'javac'), join(machine.root, 'links', 'javac'));
    machine.install('jvm/other', 25);

    const path = ['/nowhere', join(machine.root, 'links')].join(delimiter);

    expect((await findJdk({ ...machine, javaHome: undefined, path }))?.home).toBe(real);
  });

  test('finds none where all are too old or there is none', async () => {
    const machine = buildMachine();
    machine.install('jvm/java-17', 17);

    expect(await findJdk({ ...machine, javaHome: undefined, path: '' })).toBeNull();
    expect(await findJdk({ javaHome: undefined, path: '', jvmDir: '/nowhere' })).toBeNull();
  });
});
