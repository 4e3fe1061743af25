import { readFile } from 'node:fs/promises';
import {
  type LambdaClient,
  CreateFunctionCommand,
  ResourceConflictException,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';

interface FunctionSpec {
  /** The name without prefix, such as `apply-lab`. */
  readonly name: string;
  readonly zipFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Creates a Lambda function, or updates code and environment of an existing one. */
export async function provisionFunction(
  client: LambdaClient,
  prefix: string,
  spec: FunctionSpec,
): Promise<string> {
  const FunctionName = `${prefix}${spec.name}`;
  const ZipFile = await readFile(spec.zipFile);
  const Environment = { Variables: { ...spec.environment } };
  try {
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/local',
        Code: { ZipFile },
        MemorySize: 256,
        Timeout: 30,
        Environment,
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceConflictException)) throw error;
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
  }
  return `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
}
