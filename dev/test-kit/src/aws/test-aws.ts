import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '@pineapple/local-aws';
import type { ClientSettings } from '@pineapple/aws';

/** AWS on this machine for one test, with the settings that lead clients to it. */
export interface TestAws extends AsyncDisposable {
  readonly aws: LocalAws;
  readonly settings: ClientSettings;
}

export async function startTestAws(options: Partial<LocalAwsOptions> = {}): Promise<TestAws> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pn-aws-'));
  const aws = await startLocalAws({ ...options, dataDir, log: () => undefined });
  return {
    aws,
    settings: {
      endpoint: aws.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    async [Symbol.asyncDispose]() {
      await aws[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true });
    },
  };
}
