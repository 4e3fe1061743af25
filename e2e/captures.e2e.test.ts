import { expect } from 'vitest';
import { PcapngReader } from '@pineapple/host-link/capture';
import { expectAccessible } from './harness/accessibility.ts';
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
  // The kernel may send packets of its own at any time.
  const cells = pane.getByRole('table', { name: /^Packets/ }).getByRole('cell');
  await pane.getByText('No packets yet.').or(cells).first().waitFor();

  await execIn(product, 'beta', ['ping', '-c', '2', 'alpha']);
  const requests = pane.getByRole('row', { name: /Echo \(ping\) request/ });
  await expect.poll(() => requests.count()).toBe(2);
  await expect.poll(() => pane.getByRole('row', { name: /Echo \(ping\) reply/ }).count()).toBe(2);
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await pane.getByRole('button', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('alpha-eth0.pcapng');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const events = new PcapngReader().read(Buffer.concat(chunks));
  expect(events[0]).toMatchObject({ kind: 'interface', name: 'eth0' });
  expect(events.filter(({ kind }) => kind === 'packet').length).toBeGreaterThanOrEqual(4);

  await pane.getByRole('button', { name: 'Analyse' }).click();
  const frames = pane.getByRole('grid', { name: 'Frames of alpha eth0' });
  await frames.waitFor();
  const display = pane.getByRole('combobox', { name: 'Display filter of alpha eth0' });
  await display.fill('icmp.ty');
  await pane.getByRole('option', { name: /^icmp\.type/ }).click();
  await display.press('End');
  await display.pressSequentially(' == 8');
  await display.press('Enter');
  await expect.poll(() => frames.getByRole('row', { name: /ICMP/ }).count()).toBe(2);
  await frames.press('Home');
  const layers = pane.getByRole('tree', { name: /^Layers of frame/ });
  const icmp = layers.getByRole('treeitem', { name: 'Internet Control Message Protocol' });
  await icmp.click();
  await icmp.and(layers.locator('[aria-selected=true]')).waitFor();
  await layers.press('ArrowRight');
  await layers.getByRole('treeitem', { name: 'Type: 8 (Echo (ping) request)' }).click();
  // The type of the message, behind the headers of Ethernet and IPv4.
  const type = pane
    .getByRole('region', { name: /^Bytes of frame/ })
    .locator('[data-offset="34"]')
    .first();
  await expect.poll(() => type.getAttribute('class')).toMatch(/\bmarked\b/);
  await expectAccessible(page);
  await display.fill('icmp.typo');
  await display.press('Enter');
  await pane.getByRole('alert').getByText('icmp.typo is neither a field nor a protocol name.').waitFor();

  await pane.getByRole('button', { name: 'Graph', exact: true }).click();
  await pane.getByRole('img', { name: /^All packets, icmp\.type == 8: packets in each/ }).waitFor();
  await expect.poll(() => pane.locator('canvas').count()).toBe(1);
  await expectAccessible(page);
  await pane
    .getByRole('button', { name: /^Show the frames from/ })
    .first()
    .click();
  await expect.poll(() => display.inputValue()).toMatch(/^frame\.time_relative >= /);
  await frames.getByRole('row').nth(1).waitFor();
  await pane.getByRole('button', { name: 'Analyse' }).click();

  const filter = pane.getByLabel('Capture filter of alpha eth0');
  await filter.fill('icmp and');
  await filter.press('Enter');
  await pane.getByRole('alert').getByText('syntax error').waitFor();
  await filter.fill('arp');
  await filter.press('Enter');
  await expect.poll(() => requests.count()).toBe(0);
  await pane.getByText('No packets that match the filter yet.').or(cells).first().waitFor();
  await execIn(product, 'beta', ['sh', '-c', 'ip neighbor flush all; ping -c 1 alpha']);
  await pane
    .getByRole('row', { name: /Who has/ })
    .first()
    .waitFor();
  await expect.poll(() => requests.count()).toBe(0);

  await page.getByRole('button', { name: 'Canvas', exact: true }).click();
  const traffic = page.getByRole('button', { name: 'Traffic on links' });
  await traffic.click();
  await page.getByText('No traffic').waitFor();
  // Fails when the lab is deleted, which may be before the end of the request to delete it.
  const pinging = execIn(product, 'beta', ['ping', '-c', '200', '-i', '0.5', 'alpha']).catch(() => null);
  await page.getByText(/^Traffic: \d/).waitFor();
  // The ping goes over the wires of both.
  await expect.poll(() => page.locator('.connector .traffic').count()).toBe(2);
  await expect
    .poll(() => page.locator('.connector .traffic').first().textContent())
    .toMatch(/↓ .+bit\/s ↑ .+bit\/s/);
  await expectAccessible(page);
  await traffic.click();
  await expect.poll(() => page.getByText(/^Traffic|^No traffic/).count()).toBe(0);

  // Before the lab goes, which cuts the capture that is under way.
  expect(complaints).toEqual([]);
  await deleteLabs(page);
  await pinging;
});
