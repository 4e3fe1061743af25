import { z } from 'zod';

/** The stored record of a function. */
export const functionRecord = z.object({
  name: z.string(),
  runtime: z.string(),
  handler: z.string(),
  role: z.string(),
  description: z.string(),
  /** Seconds. */
  timeout: z.int(),
  /** MB. */
  memorySize: z.int(),
  environment: z.record(z.string(), z.string()),
  architectures: z.array(z.string()),
  codeSha256: z.string(),
  codeSize: z.int(),
  /** Directory of the unpacked code, under the code store. */
  code: z.string(),
  lastModified: z.string(),
  revisionId: z.string(),
  reservedConcurrency: z.int().nullable(),
  asyncInvoke: z
    .object({
      maximumRetryAttempts: z.int(),
      maximumEventAgeSeconds: z.int(),
      onFailure: z.string().nullable(),
      lastModified: z.string(),
    })
    .nullable(),
});

export type FunctionRecord = z.infer<typeof functionRecord>;

/** The function as the API returns it. */
export function renderConfiguration(record: FunctionRecord, arn: string): object {
  return {
    FunctionName: record.name,
    FunctionArn: arn,
    Runtime: record.runtime,
    Role: record.role,
    Handler: record.handler,
    CodeSize: record.codeSize,
    CodeSha256: record.codeSha256,
    Description: record.description,
    Timeout: record.timeout,
    MemorySize: record.memorySize,
    LastModified: record.lastModified,
    Version: '$LATEST',
    Environment: { Variables: record.environment },
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: record.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: record.architectures,
    EphemeralStorage: { Size: 512 },
  };
}
