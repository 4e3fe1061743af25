import { randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestAws, type TestAws } from '../testing/start-test-aws.ts';

const Bucket = 'files';
let test: TestAws;
beforeAll(async () => {
  test = await startTestAws();
  await test.clients.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => test[Symbol.asyncDispose]());

const put = (Key: string, Body: Buffer) => test.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));

it('keeps the bytes of an object, and tells their number without sending them', async () => {
  const content = randomBytes(100_000);
  await put('labs/one two+ü', content);
  const { Body, ContentLength } = await test.clients.s3.send(
    new GetObjectCommand({ Bucket, Key: 'labs/one two+ü' }),
  );
  expect([ContentLength, Buffer.from((await Body?.transformToByteArray()) ?? []).equals(content)]).toEqual([
    100_000,
    true,
  ]);
  expect(await test.clients.s3.send(new HeadObjectCommand({ Bucket, Key: 'labs/one two+ü' }))).toMatchObject({
    ContentLength: 100_000,
  });
});

it('keeps what is there when a put asks for that', async () => {
  const once = (content: string) =>
    test.clients.s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: content, IfNoneMatch: '*' }));
  await once('first');
  await expect(once('second')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  const { Body } = await test.clients.s3.send(new GetObjectCommand({ Bucket, Key: 'once' }));
  expect(await Body?.transformToString()).toBe('first');
});

it('lists keys below a prefix in order and in pages, without those that were deleted', async () => {
  for (const Key of ['a/3', 'a/1', 'b/1', 'a/2', 'a/0']) await put(Key, Buffer.from(Key));
  await test.clients.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a/0' }));
  // As on AWS, what is gone can be deleted again.
  await test.clients.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a/0' }));
  const list = (more: { ContinuationToken?: string | undefined }) =>
    test.clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/', MaxKeys: 2, ...more }));
  const first = await list({});
  expect(first.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
    ['a/1', 3],
    ['a/2', 3],
  ]);
  const second = await list({ ContinuationToken: first.NextContinuationToken });
  expect([second.Contents?.map(({ Key }) => Key), second.IsTruncated]).toEqual([['a/3'], false]);
});

it('answers with the errors of S3', async () => {
  const get = (Key: string, where = Bucket) =>
    test.clients.s3.send(new GetObjectCommand({ Bucket: where, Key }));
  await expect(get('none')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(get('none', 'no-bucket')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  await expect(test.clients.s3.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
  const ChecksumCRC32 = 'AAAAAA==';
  const wrong = new PutObjectCommand({ Bucket, Key: 'x', Body: Buffer.from('x'), ChecksumCRC32 });
  await expect(test.clients.s3.send(wrong)).rejects.toMatchObject({ name: 'BadDigest' });
});

it.each([
  ['test', 'wrong', 'SignatureDoesNotMatch'],
  ['nobody', 'test', 'InvalidAccessKeyId'],
])('refuses a request that %s signed with %s', async (accessKeyId, secretAccessKey, name) => {
  const stranger = new S3Client({
    endpoint: test.aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  await expect(stranger.send(new GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({ name });
  stranger.destroy();
});
