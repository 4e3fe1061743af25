import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terraform, whyNoTerraform } from './testing/terraform.ts';

const missing = whyNoTerraform();

describe.skipIf(missing)(`the configurations${missing ? ` (${missing})` : ''}`, () => {
  let terraform: Terraform;
  beforeAll(async () => {
    terraform = await Terraform.start();
  }, 30_000);
  afterAll(() => terraform[Symbol.asyncDispose]());

  it('are formatted as Terraform formats', async () => {
    expect(await terraform.run('.', 'fmt', '-check', '-recursive', '-diff')).toEqual({
      status: 0,
      output: '',
    });
  });

  it.each(['foundation', 'envs/small', 'envs/production'])(
    'are right in %s by the schema of the provider',
    async (directory) => {
      await terraform.initialise(directory);
      const { output } = await terraform.run(directory, 'validate', '-no-color');
      expect(output).toContain('The configuration is valid.');
    },
    60_000,
  );

  it('turn every wrong variable away with a sentence', async () => {
    await terraform.initialise('modules/site');
    const { failures, resources } = await terraform.test('modules/site');
    expect(failures).toBe('');
    expect(resources).toEqual([]);
  }, 120_000);
});
