import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { type BlockSchema, readAwsSchema } from './provider-schema.ts';

const proto = fileURLToPath(new URL('plugin.proto', import.meta.url));
const nesting = { single: 1, list: 2 } as const;

/** The AWS provider as far as Terraform asks for its schema. */
export interface SchemaProvider extends AsyncDisposable {
  /** Value of TF_REATTACH_PROVIDERS: Terraform then takes this provider and downloads none. */
  readonly reattach: string;
}

function blockMessage({ attributes, blocks }: BlockSchema): object {
  return {
    attributes: Object.entries(attributes).map(([name, { type, ...kind }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...kind,
    })),
    block_types: Object.entries(blocks).map(([name, nested]) => ({
      type_name: name,
      nesting: nesting[nested.nesting],
      min_items: nested.min,
      // A single block says by its nesting that there is one.
      max_items: nested.nesting === 'single' ? 0 : nested.max,
      block: blockMessage(nested.block),
    })),
  };
}

const schemaMessage = (block: BlockSchema): object => ({ version: 0, block: blockMessage(block) });

function schemaMessages(blocks: Readonly<Record<string, BlockSchema>>): object {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, schemaMessage(block)]));
}

type Call = ServerUnaryCall<{ config?: object }, object>;

/** Answers the same to every call of its kind. */
function always(answer: object) {
  return (_call: Call, reply: sendUnaryData<object>): void => reply(null, answer);
}

/**
 * Serves the AWS provider's schema in Terraform's plugin protocol. It knows which resources and attributes there
 * are and makes nothing: `validate` and `test` with `mock_provider` need no more.
 */
export async function startSchemaProvider(): Promise<SchemaProvider> {
  const schema = readAwsSchema();
  const definition = loadSync(proto, { keepCase: true });
  const { Provider } = loadPackageDefinition(definition)['tfplugin5'] as unknown as {
    readonly Provider: ServiceClientConstructor;
  };
  const server = new Server({ 'grpc.max_send_message_length': -1 });
  server.addService(Provider.service, {
    GetSchema: always({
      provider: schemaMessage(schema.provider),
      resource_schemas: schemaMessages(schema.resources),
      data_source_schemas: schemaMessages(schema.data),
    }),
    PrepareProviderConfig: (call: Call, reply: sendUnaryData<object>) =>
      reply(null, { prepared_config: call.request.config }),
    ValidateResourceTypeConfig: always({}),
    ValidateDataSourceConfig: always({}),
    Configure: always({}),
    Stop: always({}),
  });
  const directory = mkdtempSync(join(tmpdir(), 'pineapple-tf-'));
  const address = join(directory, 'provider.sock');
  await promisify(server.bindAsync.bind(server))(`unix:${address}`, ServerCredentials.createInsecure());
  const provider = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    // Terraform then leaves the process alone when it is done.
    Test: true,
    Addr: { Network: 'unix', String: address },
  };
  return {
    reattach: JSON.stringify({ 'registry.terraform.io/hashicorp/aws': provider }),
    [Symbol.asyncDispose]: () => {
      server.forceShutdown();
      rmSync(directory, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
