import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LabState } from '../../state/lab-state.ts';
import type { ControlGroups } from '../../system/control-groups.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { CpuShares } from './cpu-shares.ts';

let cpu: string;
beforeAll(async () => {
  cpu = await mkdtemp(join(tmpdir(), 'pn-shares-'));
});
afterAll(() => rm(cpu, { recursive: true }));

const version1 = (): ControlGroups => ({
  version: 1,
  ...{ cpu, cpuacct: '', memory: '', pids: '', unified: null },
});
const version2 = (): ControlGroups => ({ version: 2, path: cpu });

it.each([
  ['cpu.shares', version1, ['256', '341', '1024']],
  ['cpu.weight', version2, ['25', '33', '100']],
])(
  'divides a lab’s %s among the containers that are on, also when their number changes',
  async (file, groups, values) => {
    const lab = new SampleLab();
    const [first, second, ...others] = ['a', 'b', 'c', 'd'].map((name) => lab.container(name, 'image'));
    const state = new LabState(lab.desired);
    state.track(first?.id ?? '', 'a', 'host').foundInDocker('key');
    const shares = new CpuShares(pino({ level: 'silent' }));
    const value = (): Promise<string> => readFile(join(cpu, file), 'utf8');

    await shares.started(state, 'key', groups());
    expect(await value()).toBe(values[0]);
    state.adoptManifest(lab.power(second?.id ?? '', 'off'));
    await shares.refresh(state);
    expect(await value()).toBe(values[1]);
    state.adoptManifest(lab.without(...others.map(({ id }) => id)));
    await shares.refresh(state);
    expect(await value()).toBe(values[2]);

    // It is gone, and another lab's container may have the folder by now.
    shares.forget('key');
    state.adoptManifest(lab.power(second?.id ?? '', 'on'));
    await shares.refresh(state);
    expect(await value()).toBe(values[2]);
  },
);
