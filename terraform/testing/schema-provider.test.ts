import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Terraform, whyNoTerraform } from './terraform.ts';

const head = 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n';

describe.skipIf(whyNoTerraform())('the schema provider', () => {
  let terraform: Terraform;
  beforeAll(async () => {
    terraform = await Terraform.start();
  }, 30_000);
  afterAll(() => terraform[Symbol.asyncDispose]());

  async function validate(configuration: string): Promise<string> {
    const directory = mkdtempSync(join(tmpdir(), 'pineapple-tf-case-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    writeFileSync(join(directory, 'main.tf'), head + configuration);
    await terraform.initialise(directory);
    return (await terraform.run(directory, 'validate', '-no-color')).output;
  }

  const queue = (body: string) => `resource "aws_sqs_queue" "this" {\n${body}\n}\n`;

  it.each([
    ['accepts a correct configuration', queue('name = "a"'), 'The configuration is valid'],
    ['reports an unknown resource', 'resource "aws_sqs_cue" "this" {}', 'does not support resource type'],
    ['reports a misspelt attribute', queue('nane = "a"'), 'An argument named "nane" is not expected here'],
    ['reports a value of the wrong type', queue('delay_seconds = "soon"'), 'a number is required'],
    [
      'reports a missing required attribute',
      'resource "aws_eip_domain_name" "this" {}',
      'The argument "domain_name" is required',
    ],
    [
      'reports a surplus block',
      'resource "aws_lb_target_group" "this" {\nhealth_check {\n}\nhealth_check {\n}\n}',
      'No more than 1 "health_check" blocks are allowed',
    ],
  ])('%s', async (_what, configuration, answer) => {
    expect((await validate(configuration)).replaceAll(/\s+/g, ' ')).toContain(answer);
  });
});
