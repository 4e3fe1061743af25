import { expect } from 'vitest';
import { expectAccessible } from './harness/accessibility.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { execIn } from './harness/containers.ts';
import { leftInDocker } from '@pineapple/test-kit/hosts';
import { LabPage } from './harness/lab-page.ts';

const password = 'a few words in a row';

it.afterAll(({ product }) => leaveNothingBehind(product));

it('leads from sign-up to containers that reach each other by name', async ({ openPage, product }) => {
  await using watched = await openPage();
  const lab = new LabPage(watched.page);
  await lab.signUp('beginning', password);
  await expectAccessible(watched.page);

  await lab.createLab('first steps');
  await lab.createNetworks('left', 'right');
  await lab.createContainer('alpha', 'host', ['left']);
  await lab.createContainer('core', 'router', ['left', 'right']);
  await lab.createContainer('www', 'web', ['right']);
  await lab.closeContainerForm();
  for (const name of ['alpha', 'core', 'www']) {
    await lab.expectPhase(name, 'Ready');
    await lab.expectFirstPhases(name, ['Pending', 'Created', 'Connected', 'Running']);
  }
  await expectAccessible(watched.page);

  expect(await execIn(product, 'alpha', ['ping', '-c1', '-W10', 'core'])).toMatchObject({ code: 0 });
  const page = await execIn(product, 'core', ['curl', '-s', 'http://www/']);
  expect(page.output).toContain('<h1>www</h1>');
  // The router on their networks is the gateway of both.
  await expect
    .poll(async () => (await execIn(product, 'alpha', ['ping', '-c1', '-W1', '10.0.2.11'])).code)
    .toBe(0);

  await lab.container('alpha').getByRole('button', { name: 'Stop alpha' }).click();
  await lab.expectPhase('alpha', 'Stopped');
  await lab.container('alpha').getByRole('button', { name: 'Start alpha' }).click();
  await lab.expectPhase('alpha', 'Ready');
  expect(await execIn(product, 'core', ['ping', '-c1', '-W10', 'alpha'])).toMatchObject({ code: 0 });

  await lab.network('right').getByRole('button', { name: 'Delete right' }).click();
  await lab
    .network('right')
    .getByText(/core.*www|www.*core/)
    .first()
    .waitFor();
  await lab.container('core').getByRole('button', { name: 'Disconnect core from right' }).click();
  await lab
    .network('right')
    .getByRole('list', { name: 'Attached to right' })
    .getByText('core')
    .waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await execIn(product, 'core', ['ip', '-br', 'address'])).output)
    .not.toContain('10.0.2.');

  await lab.deleteLab();
  await expect.poll(() => leftInDocker(product)).toEqual([]);
  expect(watched.complaints).toEqual([]);
});

it('shows every change live in a second browser', async ({ openPage, product }) => {
  await using one = await openPage();
  const first = new LabPage(one.page);
  await first.signUp('two-screens', password);
  await first.createLab('shared');
  await using other = await openPage();
  await other.context.addCookies(await one.context.cookies());
  await other.page.goto(one.page.url());
  const second = new LabPage(other.page);
  await other.page.getByRole('heading', { name: 'shared', level: 1 }).waitFor();

  await first.createNetworks('lan');
  await second.network('lan').waitFor();
  await second.createContainer('box', 'host', ['lan']);
  await first.expectPhase('box', 'Ready');
  await first.deleteLab();
  await other.page.getByRole('heading', { name: 'This lab was deleted' }).waitFor();
  await expect.poll(() => leftInDocker(product)).toEqual([]);
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});
