import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@pineapple/launcher';
import { openPage, startBrowser } from './harness/browser.ts';
import { LabPage } from './harness/lab-page.ts';
import { startProduct } from './harness/product.ts';

/** Takes the pictures in docs/images of the real product: `node e2e/take-screenshots.ts [folder]`. */
const folder = process.argv[2] ?? join(repositoryRoot, 'docs/images');
mkdirSync(folder, { recursive: true });

await using product = await startProduct();
const browser = await startBrowser();
try {
  await using watched = await openPage(browser, product.url);
  const { page } = watched;
  const lab = new LabPage(page);
  const picture = async (name: string): Promise<void> => {
    for (const [suffix, width, colorScheme] of [
      ['', 1440, 'light'],
      ['-dark', 1440, 'dark'],
      ['-phone', 390, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: join(folder, `${name}${suffix}.png`), fullPage: width < 1000 });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  };
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await picture('sign-in');
  await lab.signUp('ananas', 'a few words in a row');
  await picture('labs-empty');
  await lab.createLab('Two offices');
  await lab.createNetworks('office-north', 'office-south');
  await lab.createContainer('desk-1', 'host', ['office-north']);
  await lab.createContainer('core', 'router', ['office-north', 'office-south']);
  await lab.createContainer('intranet', 'web', ['office-south']);
  await picture('container-form');
  await lab.closeContainerForm();
  for (const name of ['desk-1', 'core', 'intranet']) await lab.expectPhase(name, 'Ready');
  await page.getByRole('heading', { name: 'Two offices', level: 1 }).click();
  await picture('lab');
  await page.goto('/labs');
  await page.getByRole('link', { name: 'Two offices' }).waitFor();
  await picture('labs');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: /^intranet/ }).waitFor();
  await picture('palette');
  await page.goto('/dashboard');
  await page.getByText('3 containers in 1 lab').waitFor();
  await picture('dashboard');
  await page.goto('/developers#one-lab');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Answered').waitFor();
  await picture('developers');
  await page.goto('/account');
  await page.getByText('This browser').waitFor();
  await picture('account');
  await page.goto('/labs');
  await page.getByRole('link', { name: 'Two offices' }).click();
  await page.getByRole('heading', { name: 'Two offices', level: 1 }).waitFor();
  await lab.deleteLab();
} finally {
  await browser.close();
}
