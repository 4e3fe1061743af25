import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestHost } from '../../testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

const octets = [1, 2, 3, 4] as const;

/** The address of each interface as the container sees them. */
async function addresses(containerId: string): Promise<string[]> {
  const { output } = await host.exec(
    containerId,
    'sh',
    '-c',
    'for i in 0 1 2 3; do ip -4 -o addr show eth$i; done',
  );
  return [...output.matchAll(/(eth\d)\s+inet (\S+)/g)].map(([, name, address]) => `${name} ${address}`);
}

it('numbers interfaces in the lab’s order at every start', async () => {
  const lab = host.lab();
  const networks = octets.map((octet) => lab.network(`n${octet}`, `10.${octet}.0.0/24`));
  const forth = lab.container(
    'forth',
    host.image,
    networks.map((one, index) => [one, `10.${index + 1}.0.10`] as const),
  );
  const back = lab.container(
    'back',
    host.image,
    networks.map((one, index) => [one, `10.${index + 1}.0.20`] as const).reverse(),
  );
  await host.applyUntilReady(lab);
  const expected = {
    forth: octets.map((octet, index) => `eth${index} 10.${octet}.0.10/24`),
    back: octets.map((_, index) => `eth${index} 10.${4 - index}.0.20/24`),
  };
  expect(await addresses(forth.id)).toEqual(expected.forth);
  expect(await addresses(back.id)).toEqual(expected.back);
  expect(host.events.container(back.id)?.interfaces.map(({ name }) => name)).toEqual([
    'eth0',
    'eth1',
    'eth2',
    'eth3',
  ]);

  lab.power(back.id, 'on');
  await host.applyUntilReady(lab);
  expect(await addresses(back.id)).toEqual(expected.back);
});

it('removes one interface from a running container and leaves the others alone', async () => {
  const lab = host.lab();
  const networks = octets.map((octet) => lab.network(`n${octet}`, `10.${octet}.0.0/24`));
  const near = lab.container(
    'near',
    host.image,
    networks.map((one, index) => [one, `10.${index + 1}.0.20`] as const).reverse(),
  );
  const far = lab.container(
    'far',
    host.image,
    networks.map((one, index) => [one, `10.${index + 1}.0.10`] as const),
  );
  await host.applyUntilReady(lab);
  const left = [...octets];
  for (const octet of [3, 1, 4] as const) {
    const network = networks[octet - 1];
    if (!network) throw new Error('The lab has fewer than four networks');
    await host.apply(lab.detach(near.id, network.id));
    left.splice(left.indexOf(octet), 1);
    expect((await addresses(near.id)).map((line) => line.split(' ')[1]).sort()).toEqual(
      left.map((each) => `10.${each}.0.20/24`),
    );
    for (const each of left) expect(await host.reaches(near.id, `10.${each}.0.10`)).toBe(true);
    expect(await host.reaches(near.id, `10.${octet}.0.10`, 1)).toBe(false);
  }
  const [, , third] = networks;
  if (!third) throw new Error('The lab has fewer than four networks');
  await host.apply(lab.attach(near.id, third, '10.3.0.30'));
  expect(await host.reaches(near.id, '10.3.0.10')).toBe(true);
  expect(await host.reaches(far.id, '10.3.0.30')).toBe(true);
});
