import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

describe('a large lab', () => {
  it('can have more networks than Docker has address pools', async () => {
    const lab = host.lab();
    const networks = Array.from({ length: 35 }, (_, index) => lab.network(`n${index}`, `10.0.${index}.0/24`));
    const hub = lab.container(
      'hub',
      host.image,
      networks.map((network, index) => [network, `10.0.${index}.2`] as const),
    );
    const last = networks[34];
    if (!last) throw new Error('The lab has fewer than 35 networks');
    const leaf = lab.container('leaf', host.image, [[last, '10.0.34.3']]);
    const report = await host.applyUntilReady(lab);
    expect(report.status).toBe('applied');
    await host.events.until(
      '35 interfaces',
      () => host.events.container(hub.id)?.interfaces.length === networks.length,
    );
    expect(await host.reaches(leaf.id, 'hub')).toBe(true);
  });

  it('can have fifty containers', async () => {
    const before = await host.inDocker();
    const lab = host.lab();
    const networks = Array.from({ length: 5 }, (_, index) => lab.network(`n${index}`, `10.0.${index}.0/24`));
    for (let index = 0; index < 50; index += 1) {
      const network = networks[index % 5];
      if (network) lab.container(`c${index}`, host.image, [[network, `10.0.${index % 5}.${10 + index}`]]);
    }
    const report = await host.applyUntilReady(lab);
    expect(report.status).toBe('applied');
    const [first] = lab.desired.containers;
    expect(await host.reaches(first?.id ?? '', 'c45')).toBe(true);
    expect((await host.apply(lab.removed())).status).toBe('applied');
    expect((await host.inDocker()).toSorted()).toEqual(before.toSorted());
  });
});
