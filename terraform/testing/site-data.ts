import { tableDefinitions, ttlAttributes } from '@pineapple/store';
import { expect } from 'vitest';
import { block, type Site, type Values } from './aws-limits.ts';

type All = Site['all'];

/** Expects one bucket, which is encrypted and which no other account can reach. @param isKept with what is in it */
export function expectPrivateBucket(all: All, isKept: boolean): void {
  const of = (type: string): Values => all(`aws_s3_bucket_${type}`)[0] ?? {};
  expect(all('aws_s3_bucket')).toMatchObject([
    {
      bucket: 'pineapple-files-123456789012',
      force_destroy: !isKept,
    },
  ]);
  expect(of('public_access_block')).toMatchObject({
    ...{ block_public_acls: true, block_public_policy: true },
    ...{ ignore_public_acls: true, restrict_public_buckets: true },
  });
  const rule = block(of('server_side_encryption_configuration'), 'rule');
  expect(block(rule, 'apply_server_side_encryption_by_default')['sse_algorithm']).toBe('AES256');
  expect(String(of('policy')['policy'])).toContain('"aws:SecureTransport":"false"');
}

/** Expects that labs reach all of S3 and DynamoDB through the endpoints, and the site's own roles its data alone. */
export function expectOwnDataOnly(all: All): void {
  const policyOf = (service: string) => {
    const endpoint = all('aws_vpc_endpoint').find((each) => String(each['service_name']).endsWith(service));
    return JSON.parse(String(endpoint?.['policy'])) as { readonly Statement: readonly object[] };
  };
  const own = { StringEquals: { 'aws:PrincipalAccount': '123456789012' } };
  const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const only = (resource: string | readonly string[]) => ({
    ...{ Effect: 'Deny', Principal: '*', Action: '*', NotResource: resource, Condition: own },
  });
  const files = 'arn:aws:s3:::pineapple-files-123456789012';
  const reached = ['arn:aws:s3:::example-releases/*', files, `${files}/*`];
  expect(policyOf('.s3').Statement).toEqual([everything, only(reached)]);
  expect(policyOf('.dynamodb').Statement).toEqual([
    everything,
    only('arn:aws:dynamodb:eu-central-1:123456789012:table/pineapple-*'),
  ]);
}

/** Expects the tables that the stores define. */
export function expectTables(all: All): void {
  const ttl = ttlAttributes('pineapple-');
  const wanted = tableDefinitions('pineapple-').map((table) => ({
    name: table.TableName,
    billing: 'PAY_PER_REQUEST',
    keys: table.KeySchema?.map(({ AttributeName }) => AttributeName),
    attributes: table.AttributeDefinitions?.map(({ AttributeName }) => AttributeName).sort(),
    indexes: (table.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName, KeySchema, Projection }) => ({
        name: IndexName,
        keys: KeySchema?.map(({ AttributeName }) => AttributeName),
        projection: Projection?.ProjectionType,
      }))
      .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    ttl: ttl[table.TableName ?? ''] ?? null,
  }));
  const keysOf = (values: Values, declared: readonly string[]) =>
    [values['hash_key'], values['range_key']].filter((key) => declared.includes(String(key)));
  const made = all('aws_dynamodb_table').map((table) => {
    const declared = (table['attribute'] as Values[]).map(({ name }) => String(name)).sort();
    return {
      name: table['name'],
      billing: table['billing_mode'],
      keys: keysOf(table, declared),
      attributes: declared,
      indexes: (table['global_secondary_index'] as Values[])
        .map((index) => ({
          name: index['name'],
          keys: keysOf(index, declared),
          projection: index['projection_type'],
        }))
        .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
      ttl: block(table, 'ttl')['attribute_name'] ?? null,
    };
  });
  const byName = (a: { name: unknown }, b: { name: unknown }) => (String(a.name) < String(b.name) ? -1 : 1);
  expect(made.sort(byName)).toEqual(wanted.sort(byName));
}
