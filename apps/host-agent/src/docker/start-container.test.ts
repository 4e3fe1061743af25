import { expect, it } from 'vitest';
import { DockerError, isLeftTask, isWithoutContainerd } from './docker-error.ts';
import { isShimOf } from './start-container.ts';

const key = '1d77adaabfbecb45d7d100568c02f9c91c987d4ffffc36c64129a64bb1598875';

it.each([
  [`task ${key}: already exists`, true],
  ['id already in use', true],
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
