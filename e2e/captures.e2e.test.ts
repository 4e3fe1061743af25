import { expect } from 'vitest';
import { PcapngReader } from '@pineapple/host-link/capture';
import { accessibilityProblems } from './harness/accessibility.ts';
import { deleteLabs, makeLab } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { execIn } from './harness/containers.ts';
import { LabPage } from './harness/lab-page.ts';

it.afterAll(({ product }) => leaveNothingBehind(product));

it('shows the packets of a ping as they come, filters them, and gives them as a file', async ({
  product,
  openPage,
}) => {
  await using watched = await openPage({ expected: /status of 400/ });
  const { page, complaints } = watched;
  const lab = new LabPage(page);
  await lab.signUp('observer', 'a few words in a row');
  const labId = await makeLab(page, 'wires', ['alpha', 'beta']);
  await page.goto(`/labs/${labId}`);
  await lab.showTables();
  await lab.expectPhase('alpha', 'Ready');
  await lab.expectPhase('beta', 'Ready');
  await page.getByRole('button', { name: 'Capture packets of alpha eth0' }).click();
  const pane = page.getByRole('tabpanel', { name: 'alpha eth0' });
  await pane.getByText('No packets yet.').waitFor();

  await execIn(product, 'beta', ['ping', '-c', '2', 'alpha']);
  const requests = pane.getByRole('row', { name: /Echo \(ping\) request/ });
  await expect.poll(() => requests.count()).toBe(2);
  await pane
    .getByRole('row', { name: /Echo \(ping\) reply/ })
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await pane.getByRole('button', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('alpha-eth0.pcapng');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const events = new PcapngReader().read(Buffer.concat(chunks));
  expect(events[0]).toMatchObject({ kind: 'interface', name: 'eth0' });
  expect(events.filter(({ kind }) => kind === 'packet').length).toBeGreaterThanOrEqual(4);

  const filter = pane.getByLabel('Capture filter of alpha eth0');
  await filter.fill('icmp and');
  await filter.press('Enter');
  await pane.getByRole('alert').getByText('syntax error').waitFor();
  await filter.fill('arp');
  await filter.press('Enter');
  await pane.getByText('No packets that match the filter yet.').waitFor();
  await execIn(product, 'beta', ['sh', '-c', 'ip neighbor flush all; ping -c 1 alpha']);
  await pane
    .getByRole('row', { name: /Who has/ })
    .first()
    .waitFor();
  expect(await requests.count()).toBe(0);

  await deleteLabs(page);
  expect(complaints).toEqual([]);
});
