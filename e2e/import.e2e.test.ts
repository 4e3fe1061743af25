import { expect } from 'vitest';
import { expectAccessible } from './harness/accessibility.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { execIn } from './harness/containers.ts';
import { LabPage } from './harness/lab-page.ts';

it.afterAll(({ product }) => leaveNothingBehind(product));

const topology = `
name: two-routers
topology:
  kinds:
    linux:
      image: frrouting/frr:v9.1.0
  nodes:
    R1:
      kind: linux
      exec:
        - ip address add 10.9.0.1/24 dev eth1
    r2:
      kind: linux
      exec:
        - ip address add 10.9.0.2/24 dev eth1
      binds:
        - /etc/localtime:/etc/localtime
  links:
    - endpoints: ["R1:eth1", "r2:eth1"]
`;

it('shows what a containerlab file makes, and makes it', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('importer', 'a few words in a row');
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Import a lab' }).waitFor();

  const wrong = { name: 'lab.clab.yml', mimeType: 'text/yaml', buffer: Buffer.from('topology: [') };
  await page.getByLabel('Lab files').setInputFiles(wrong);
  await page.getByText('These files make no lab.', { exact: true }).last().waitFor();
  await page.getByText('lab.clab.yml:1').waitFor();

  await page.getByRole('button', { name: 'From git' }).click();
  await page.getByText('This site reads no git repositories.').waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Paste text' }).click();
  await page.getByLabel('Lab file', { exact: true }).fill(topology);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('1 network, 2 containers').last().waitFor();
  await page.getByText('/etc/localtime').first().waitFor();
  await expectAccessible(page);

  await page.getByLabel('Lab name').fill('From a file');
  await page.getByRole('button', { name: 'Create lab' }).click();
  await page.getByRole('heading', { name: 'From a file' }).waitFor();
  await lab.showTables();
  for (const name of ['r1', 'r2']) await lab.expectPhase(name, 'Ready');
  expect(await execIn(product, 'r1', ['ping', '-c1', '-W10', '10.9.0.2'])).toMatchObject({ code: 0 });
  expect(watched.complaints).toEqual([]);
  await lab.deleteLab();
});

it('builds an image of a folder, with what its Dockerfile copies', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  await new LabPage(page).signUp('builder', 'a few words in a row');
  await page.goto(new URL('/images', page.url()).href);
  const text = (name: string, content: string) => ({
    ...{ name, mimeType: 'text/plain' },
    buffer: Buffer.from(content),
  });
  await page
    .getByLabel('Build files')
    .setInputFiles([
      text('Dockerfile', 'FROM host\nCOPY greet /usr/local/bin/\nRUN greet\n'),
      text('greet', '#!/bin/sh\necho hello from a file\n'),
    ]);
  await page.getByText('2 files, ').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('greeter');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Build image' }).click();
  await page.getByText('hello from a file').waitFor();
  await page.getByText('The image is ready').waitFor();
  expect(watched.complaints).toEqual([]);
});
