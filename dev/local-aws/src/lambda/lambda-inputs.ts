import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';

/** Variables that the runtime sets itself. */
const reservedVariables = new Set([
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'LAMBDA_TASK_ROOT',
  '_HANDLER',
]);

const variables = z
  .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]+$/), z.string())
  .superRefine((value, context) => {
    const reserved = Object.keys(value).filter((name) => reservedVariables.has(name));
    if (reserved.length > 0) {
      context.addIssue(`reserved keys can't be set: ${reserved.join(', ')}; Lambda sets them itself`);
    }
    const size = Buffer.byteLength(JSON.stringify(value));
    if (size > 4096) context.addIssue(`environment variables take ${size} bytes; the limit is 4096`);
  });

/** nodejs20.x and older can no longer be created on AWS. */
const runtime = z.enum(['nodejs22.x', 'nodejs24.x']);
const zipFile = z.base64().transform((text) => Buffer.from(text, 'base64'));

const configuration = {
  Runtime: runtime.optional(),
  Role: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/)
    .optional(),
  Handler: z.string().min(3).max(128).regex(/^\S+$/).optional(),
  Description: z.string().max(256).optional(),
  Timeout: z.int().min(1).max(900).optional(),
  MemorySize: z.int().min(128).max(10_240).optional(),
  Environment: z.object({ Variables: variables.optional() }).optional(),
};

const codeSource = {
  ZipFile: zipFile.optional(),
  S3Bucket: z.string().optional(),
  ImageUri: z.string().optional(),
};
const architectures = z.array(z.enum(['x86_64', 'arm64'])).length(1);

export const functionName = z.string().regex(/^[a-zA-Z0-9-_]{1,64}$/);

export const createInput = z.object({
  ...configuration,
  FunctionName: functionName,
  Runtime: runtime,
  Role: configuration.Role.unwrap(),
  Handler: configuration.Handler.unwrap(),
  Code: z.object(codeSource),
  Architectures: architectures.optional(),
  PackageType: z.literal('Zip').optional(),
});

export const configurationInput = z.object(configuration);
export const codeInput = z.object({
  ...codeSource,
  Architectures: architectures.optional(),
  DryRun: z.boolean().optional(),
});
export const concurrencyInput = z.object({ ReservedConcurrentExecutions: z.int().min(0).max(1000) });

export const asyncInvokeInput = z.object({
  MaximumRetryAttempts: z.int().min(0).max(2).optional(),
  MaximumEventAgeInSeconds: z.int().min(60).max(21_600).optional(),
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string().optional() }).optional() })
    .optional(),
});

/** The uploaded archive. Code in S3 or in an image is not supported. */
export function zipOf(source: { ZipFile?: Buffer | undefined }): Buffer {
  if (source.ZipFile) return source.ZipFile;
  throw new AwsError(
    'InvalidParameterValueException',
    'Give the code as ZipFile: this endpoint has neither S3 nor an image registry.',
  );
}

const functionReference =
  /^(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:)?([a-zA-Z0-9-_]{1,64})(?::\$LATEST)?$/;

/** Extracts the name from a path segment: `name`, `name:$LATEST` or an ARN, URL-encoded. */
export function nameOf(segment: string): string {
  const name = functionReference.exec(decoded(segment))?.[1];
  if (!name)
    throw new AwsError('ResourceNotFoundException', `Function not found: ${segment}`, 404, { Type: 'User' });
  return name;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
