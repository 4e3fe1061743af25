import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchProduct } from '@pineapple/launcher';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { ask } from './harness/api.ts';
import { openPage, startBrowser } from './harness/browser.ts';
import { execIn } from './harness/containers.ts';

const fixture = join(import.meta.dirname, 'fixtures/data-0.1.0.tgz');
const dataDir = mkdtempSync(join(tmpdir(), 'pn-upgrade-'));

interface StoredLab {
  readonly history: { readonly undoStepId: string | null };
  readonly name: string;
  readonly containers: readonly {
    readonly name: string;
    readonly phase: string;
    readonly interfaces: readonly { readonly ipv4Address: string; readonly macAddress: string }[];
  }[];
}

let browser: Browser;
beforeAll(async () => {
  execFileSync('tar', ['-xzf', fixture, '-C', dataDir]);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('starts labs that version 0.1.0 stored, with their addresses, power and history', async () => {
  await using product = await launchProduct({ dataDir, port: 0, awsPort: 0, environment: process.env });
  await using watched = await openPage(browser, product.url);
  const { page } = watched;
  await ask(
    page,
    `mutation { signIn(input: { username: "ada", password: "correct horse battery" }) { __typename } }`,
  );

  const readLabs = async (): Promise<readonly StoredLab[]> => {
    const query = `{ labs { nodes { name history { undoStepId } containers { name phase interfaces { ipv4Address macAddress } } } } }`;
    return (await ask<{ labs: { nodes: StoredLab[] } }>(page, query)).labs.nodes;
  };
  const phases = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await readLabs()).flatMap((each) => each.containers.map((one) => [one.name, one.phase])),
    );
  await expect.poll(phases, { timeout: 120_000 }).toEqual({
    alpha: 'READY',
    beta: 'READY',
    gamma: 'STOPPED',
    'host-1': 'READY',
    router: 'READY',
    'host-2': 'READY',
  });

  const firstSteps = (await readLabs()).find(({ name }) => name === 'first steps');
  expect(firstSteps?.containers.find(({ name }) => name === 'beta')?.interfaces).toEqual([
    { ipv4Address: '10.0.1.11', macAddress: '02:86:0a:00:01:0b' },
    { ipv4Address: '10.0.2.10', macAddress: '02:d1:0a:00:02:0a' },
  ]);
  expect(await execIn(product, 'alpha', ['ping', '-c1', '-W10', 'beta'])).toMatchObject({ code: 0 });
  expect(await execIn(product, 'host-1', ['ping', '-c1', '-W10', '10.0.2.10'])).toMatchObject({ code: 0 });

  expect(firstSteps?.history.undoStepId).toBeTruthy();
  expect(watched.complaints).toEqual([]);
});
