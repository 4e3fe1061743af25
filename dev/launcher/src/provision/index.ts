import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { provisionCommandDocuments } from './command-documents.ts';
import { provisionFunction } from './functions.ts';
import { provisionRules } from './rules.ts';
import { provisionStreamDocument } from './stream-document.ts';
import { provisionTables } from './tables.ts';

export interface ProvisionOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly tablePrefix: string;
  readonly functionPrefix: string;
  readonly eventBus: string;
  readonly filesBucket: string;
  /** Zip files by function name. */
  readonly bundles: Readonly<Record<'apply-lab' | 'record-event' | 'sweep-labs', string>>;
  /** The environment of every function. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Creates on the local AWS what Terraform creates on AWS. It can run again at any time. */
export async function provision(options: ProvisionOptions): Promise<void> {
  const { endpoint, region, credentials, environment, bundles } = options;
  const common = { endpoint, region, credentials };
  const dynamo = new DynamoDBClient(common);
  const lambda = new LambdaClient(common);
  const events = new EventBridgeClient(common);
  const ssm = new SSMClient(common);
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  try {
    const make = (name: keyof typeof bundles): Promise<string> =>
      provisionFunction(lambda, options.functionPrefix, { name, zipFile: bundles[name], environment });
    const [, , , , recordEventArn, sweepLabsArn] = await Promise.all([
      provisionTables(dynamo, options.tablePrefix),
      provisionCommandDocuments(ssm),
      provisionStreamDocument(ssm),
      make('apply-lab'),
      make('record-event'),
      make('sweep-labs'),
      s3.send(new CreateBucketCommand({ Bucket: options.filesBucket })),
    ]);
    await provisionRules(events, { eventBus: options.eventBus, recordEventArn, sweepLabsArn });
  } finally {
    for (const client of [dynamo, lambda, events, ssm, s3]) client.destroy();
  }
}
