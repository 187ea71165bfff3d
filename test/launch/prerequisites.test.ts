import { describe, expect, test } from '@jest/globals';
import { missingPrerequisites } from '../../engine/launch/prerequisites.mjs';

const ready = {
  node: '20.19.0',
  jdk: true,
  maven: true,
  tar: true,
  python: true,
  freeGb: 4,
  neededGb: 4,
};

describe('what the machine must bring', () => {
  test('is complete on a machine that has it all', () => {
    expect(missingPrerequisites(ready)).toEqual([]);
    expect(missingPrerequisites({ ...ready, node: '24.0.1' })).toEqual([]);
  });

  test('is told all at once', () => {
    const bare = {
      ...ready,
      node: '18.20.4',
      jdk: false,
      maven: false,
      tar: false,
      python: false,
      freeGb: 1.23,
    };
    expect(missingPrerequisites(bare)).toHaveLength(6);
  });

  test.each([
    [{ node: '20.18.3' }, 'this is 20.18.3'],
    [{ jdk: false }, 'JAVA_HOME'],
    [{ maven: false }, 'apt install maven'],
    [{ tar: false }, 'apt install tar'],
    [{ python: false }, 'MONGODB_URI'],
    [{ freeGb: 3.94 }, '4 GB of free disk are needed, there are 3.9'],
  ])('says of %j what helps', (lack, help) => {
    expect(missingPrerequisites({ ...ready, ...lack })).toEqual([expect.stringContaining(help)]);
  });
});
