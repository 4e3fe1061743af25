import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Terraform, whyNoTerraform } from './testing/terraform.ts';

const missing = whyNoTerraform();

describe.skipIf(missing)(`the configurations${missing ? ` (${missing})` : ''}`, () => {
  let terraform: Terraform;
  beforeAll(async () => {
    terraform = await Terraform.start();
  }, 30_000);
  afterAll(() => terraform[Symbol.asyncDispose]());

  it('pass terraform fmt', async () => {
    expect(await terraform.run('.', 'fmt', '-check', '-recursive', '-diff')).toEqual({
      status: 0,
      output: '',
    });
  });

  // site.test.ts plans and applies the sites, which validates them too.
  it('are valid in foundation by the schema of the provider', async () => {
    await terraform.initialise('foundation');
    const { output } = await terraform.run('foundation', 'validate', '-no-color');
    expect(output).toContain('The configuration is valid.');
  }, 60_000);

  it('refuse every wrong variable with a message', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pineapple-tf-variables-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const here = import.meta.dirname;
    for (const file of ['modules/site/variables.tf', 'testing/variables.tftest.hcl', 'testing/manifest.json'])
      copyFileSync(join(here, file), join(directory, basename(file)));
    await terraform.initialise(directory);
    const { status, output } = await terraform.run(directory, 'test', '-no-color');
    expect(output).toContain('0 failed');
    expect(status).toBe(0);
    const declared = readFileSync(join(directory, 'variables.tf'), 'utf8').split('validation {').length - 1;
    expect(output.match(/run "refuses_\w+"\.\.\. pass/g)?.length).toBe(declared);
  }, 120_000);
});
