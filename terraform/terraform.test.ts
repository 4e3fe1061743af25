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

  it('start instances and functions only when they have a way out and what they may', async () => {
    await terraform.initialise('modules/site');
    const { output } = await terraform.run('modules/site', 'graph');
    const edges = Map.groupBy(output.matchAll(/"(\S+)" -> "(\S+)";/g), ([, from = '']) => from);
    const behind = (node: string, seen = new Set<string>()): Set<string> => {
      for (const [, , to = ''] of edges.get(node) ?? []) if (!seen.has(to)) behind(to, seen.add(to));
      return seen;
    };
    const wayOut = ['route.private', 'route.public', 'route_table_association.private', 'vpc_endpoint.s3'];
    const endpoints = ['vpc_endpoint.dynamodb', 'vpc_endpoint.interface'];
    for (const [name, own] of [
      [
        'module.hosts.aws_autoscaling_group.this',
        ['iam_role_policy.this', 'vpc_security_group_egress_rule.internet'],
      ],
      [
        'module.api.aws_autoscaling_group.this',
        ['iam_role_policy.this', 'vpc_security_group_egress_rule.https'],
      ],
      ['module.functions.aws_lambda_function.this', ['iam_role_policy.this']],
    ] as const) {
      const needs = [...wayOut, ...endpoints].map((each) => `module.network.aws_${each}`);
      const module = name.slice(0, name.indexOf('.aws_'));
      expect([...behind(name)]).toEqual(
        expect.arrayContaining([...needs, ...own.map((each) => `${module}.aws_${each}`)]),
      );
    }
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
