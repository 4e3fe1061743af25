import { expect } from 'vitest';
import { expectAccessible } from './harness/accessibility.ts';
import { deleteLabs, makeLab } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { CanvasPage } from './harness/canvas-page.ts';
import { execIn } from './harness/containers.ts';
import { LabPage } from './harness/lab-page.ts';

it.afterAll(({ product }) => leaveNothingBehind(product));

it('makes a link bad and perfect again, and changes settings that count from the next start on', async ({
  product,
  openPage,
}) => {
  await using watched = await openPage();
  const { page, complaints } = watched;
  const [lab, canvas] = [new LabPage(page), new CanvasPage(page)];
  await lab.signUp('shaper', 'a few words in a row');
  const labId = await makeLab(page, 'bad', ['one', 'two']);
  await page.goto(`/labs/${labId}?view=canvas`);
  await canvas.expectPhase('one', 'Ready');
  await canvas.expectPhase('two', 'Ready');
  const pings = async (): Promise<boolean> =>
    (await execIn(product, 'two', ['ping', '-c', '1', '-W', '1', 'one'])).code === 0;
  await expect.poll(pings).toBe(true);

  await canvas.node('one').click();
  await page.getByRole('button', { name: 'Change the link of one to lan' }).click();
  const link = page.getByRole('form', { name: 'Link of one to lan' });
  await link.getByLabel('Loss').first().fill('100');
  await expectAccessible(page);
  await link.getByRole('button', { name: 'Save' }).click();
  await page.locator('.connector', { hasText: '100 % loss' }).first().waitFor();
  await expect.poll(pings).toBe(false);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(pings).toBe(true);

  await page.getByRole('button', { name: 'Change the settings of one' }).click();
  const settings = page.getByRole('form', { name: 'Settings of one' });
  await settings.getByLabel('Environment').fill('COURSE=networks');
  await expectAccessible(page);
  await settings.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Changes take effect at the next start.').waitFor();
  await execIn(product, 'one', ['sh', '-c', 'echo kept > /root/file']);
  await page.getByRole('button', { name: 'Restart one to apply its settings' }).click();
  await page.getByText('Changes take effect at the next start.').waitFor({ state: 'detached' });
  // The page may show the phase from before the restart.
  const printed = async (...command: string[]): Promise<string> =>
    (await execIn(product, 'one', command)).output.trim();
  await expect.poll(() => printed('printenv', 'COURSE')).toBe('networks');
  await expect.poll(() => printed('cat', '/root/file')).toBe('kept');
  await canvas.expectPhase('one', 'Ready');

  await page.getByRole('button', { name: 'Files of one' }).click();
  const files = page.getByRole('dialog', { name: 'Files of one' });
  await files.getByRole('textbox', { name: 'Start commands' }).fill('cp /root/made /root/copied');
  await files.getByRole('button', { name: 'New file' }).click();
  await files.getByLabel('Path').fill('/root/made');
  await files.getByLabel('Path').press('Enter');
  const text = files.getByRole('textbox', { name: 'Text of /root/made' });
  await text.pressSequentially('in the page');
  await files.getByText('Line 1, column 12').waitFor();
  await expectAccessible(page);
  await text.press('Control+s');
  await files.getByRole('button', { name: 'Restart one to apply its files' }).click();
  await files.getByText('Saved.', { exact: true }).waitFor();
  await files.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect.poll(() => printed('cat', '/root/copied', '/root/file')).toBe('in the pagekept');
  await canvas.expectPhase('one', 'Ready');

  await deleteLabs(page);
  expect(complaints).toEqual([]);
});
