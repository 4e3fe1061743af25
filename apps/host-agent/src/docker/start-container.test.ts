import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DockerError, isLeftTask, isWithoutContainerd, leftDirectory } from './docker-error.ts';
import { isShimOf } from './shims.ts';
import { removeLeftDirectory } from './start-container.ts';

const key = '1d77adaabfbecb45d7d100568c02f9c91c987d4ffffc36c64129a64bb1598875';

it.each([
  [`task ${key}: already exists`, true],
  ['id already in use', true],
  [`failed to start shim: mkdir /run/task/moby/${key}: file exists: unknown`, true],
  [`failed to start shim: mkdir /run/task/moby/${key}: no space left on device: unknown`, false],
  [`Conflict. The container name "/a" is already in use by container "${key}"`, false],
  ['OCI runtime create failed: container with given ID already exists', false],
])('recognises a start that dockerd lost: %s', (message, expected) => {
  expect(isLeftTask(new DockerError(500, message))).toBe(expected);
});

it.each([
  [
    'connection error: desc = "transport: error while dialing: dial unix /run/containerd/containerd.sock"',
    true,
  ],
  ['rpc error: code = Unavailable desc = transport is closing: unavailable', true],
  ['OCI runtime create failed: container_linux.go:380: starting container process caused', false],
])('recognises an engine without containerd: %s', (message, expected) => {
  expect(isWithoutContainerd(500, message)).toBe(expected);
});

it.each([
  [['/usr/bin/containerd-shim-runc-v2', '-namespace', 'moby', '-id', key, '-address', '/run/c.sock'], true],
  [['/usr/bin/containerd-shim-runc-v2', '-namespace', 'moby', '-id', key.replace('1', '2')], false],
  [['sh', '-c', `echo -id ${key}`, '-id', key], false],
  [[''], false],
])('recognises the shim of a container: %j', (words, expected) => {
  expect(isShimOf(key, words.join('\0'))).toBe(expected);
});

it('removes the directory that containerd left of a start', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'pn-left-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const bundle = join(parent, 'moby', key);
  await mkdir(join(bundle, 'rootfs'), { recursive: true });
  await writeFile(join(bundle, 'config.json'), '{}');
  const found = leftDirectory(
    new DockerError(500, `failed to start shim: mkdir ${bundle}: file exists: unknown`),
  );
  expect(found).toBe(bundle);
  expect(await removeLeftDirectory(bundle)).toBe(true);
  expect(existsSync(bundle)).toBe(false);
  expect(await removeLeftDirectory(bundle)).toBe(false);
});
