import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasContainersOfRoot } from './user-namespaces.ts';

let dataRoot: string;
beforeEach(async () => {
  dataRoot = await mkdtemp(join(tmpdir(), 'pn-data-'));
});
afterEach(() => rm(dataRoot, { recursive: true, force: true }));

describe("an engine's data", () => {
  it('has no containers of root when it is new', async () => {
    expect(await hasContainersOfRoot(join(dataRoot, 'missing'))).toBe(false);
    await mkdir(join(dataRoot, 'containers'));
    expect(await hasContainersOfRoot(dataRoot)).toBe(false);
  });

  it('has containers of root when an engine without user namespaces made them', async () => {
    await mkdir(join(dataRoot, 'containers', 'c'.repeat(64)), { recursive: true });
    expect(await hasContainersOfRoot(dataRoot)).toBe(true);
  });

  it('has none when an engine with user namespaces made them', async () => {
    await mkdir(join(dataRoot, '100000.100000', 'containers', 'c'.repeat(64)), { recursive: true });
    expect(await hasContainersOfRoot(dataRoot)).toBe(false);
  });
});
