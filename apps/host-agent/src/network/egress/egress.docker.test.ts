import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newLabId } from '@pineapple/core';
import { scopeOf } from '@pineapple/test-kit/hosts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newHostId } from '../../testing/test-host.ts';
import { ensureBridge, ensureLabNamespace, removeLabNamespace } from '../lab-namespace.ts';
import { Egress } from './egress.ts';

const run = promisify(execFile);
// The rules of another agent would drop its packets if their uplinks had the same prefix.
const scope = scopeOf(newHostId());
const random = (size: number): Uint8Array => randomBytes(size);
const labs = [newLabId(random), newLabId(random)] as const;
const made = new AsyncDisposableStack();
let egress: Egress;

const networkOf = (labId: string) => ({
  networkId: `${labId.replace('lab', 'net')}_000001`,
  gateway: { address: '10.0.1.1', ipv4Subnet: '10.0.1.0/24' },
});

beforeAll(async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'pn-egress-'));
  made.defer(() => rm(stateDir, { recursive: true, force: true }));
  for (const labId of labs) {
    await ensureLabNamespace(labId);
    made.defer(() => removeLabNamespace(labId));
    await ensureBridge(labId, networkOf(labId).networkId, 1500);
  }
  const settings = { stateDir, scope, uplinkPool: '198.51.100.0/28', dnsServers: [] };
  egress = await Egress.open({ ...settings, log: pino({ level: 'silent' }) });
  made.defer(() => egress.takeDownHostRules());
});
afterAll(() => made.disposeAsync());

/** How many of the host's rules pass and hide a lab's packets: a table of nftables, and two rules beside Docker's. */
async function hostRules(): Promise<{ tables: number; passed: number }> {
  const mark = `pineapple_${scope.replaceAll('-', '_')}`;
  const [tables, rules] = await Promise.all([run('nft', ['list', 'tables']), run('iptables-save', [])]);
  const count = (text: string, what: string) => text.split('\n').filter((line) => line.includes(what)).length;
  return { tables: count(tables.stdout, mark), passed: count(rules.stdout, `--comment ${mark} `) };
}

describe("the host's rules", () => {
  it('are there for the first lab when Docker comes back at the same moment', async () => {
    const [labId] = labs;
    for (let round = 0; round < 3; round += 1) {
      const refreshed = egress.refreshHostRules();
      await egress.converge(labId, [networkOf(labId)]);
      await refreshed;
      expect(await hostRules()).toEqual({ tables: 1, passed: 2 });
      await egress.remove(labId);
      expect(await hostRules()).toEqual({ tables: 0, passed: 0 });
    }
  });

  it('stay until the last lab goes', async () => {
    for (const labId of labs) await egress.converge(labId, [networkOf(labId)]);
    await egress.remove(labs[0]);
    expect(await hostRules()).toEqual({ tables: 1, passed: 2 });
    await egress.remove(labs[1]);
    expect(await hostRules()).toEqual({ tables: 0, passed: 0 });
  });
});
