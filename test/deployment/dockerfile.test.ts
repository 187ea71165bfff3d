import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { repoDir } from '../../engine/launch/paths.mjs';
import { readCompose, readRepoFile } from './compose-file.ts';

const dockerfile = readRepoFile('Dockerfile');
const stages = dockerfile.split(/^FROM /m).slice(1);
const stage = (name: string) => stages.find((text) => text.split('\n')[0]?.endsWith(` AS ${name}`));
const targets = new Set(
  Object.values(readCompose(readRepoFile('docker-compose.yml')).services).flatMap(
    ({ build }) => build?.target ?? [],
  ),
);

describe('the images', () => {
  test.each([...targets])('%s does not run as root', (target) => {
    const users = [...(stage(target)?.matchAll(/^USER (.+)$/gm) ?? [])];
    expect(users.at(-1)?.[1]).toMatch(/^(node|[1-9]\d*):/);
  });

  test('are built from files that exist and reach the build', () => {
    const allowed = readRepoFile('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(?:--\S+ )*(.+)$/gm)].flatMap(
      ([, words = '']) => words.trim().split(/\s+/).slice(0, -1),
    );
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) {
      expect(existsSync(`${repoDir}/${source}`)).toBe(true);
      expect(allowed.some((path) => source === path || source.startsWith(`${path}/`))).toBe(true);
    }
  });
});
