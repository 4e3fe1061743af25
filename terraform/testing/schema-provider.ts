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
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { type BlockSchema, readAwsSchema } from './provider-schema.ts';

const proto = fileURLToPath(new URL('plugin.proto', import.meta.url));
const nesting = { single: 1, list: 2 } as const;

/** A stand-in for the AWS provider that serves its schema. */
export interface SchemaProvider extends AsyncDisposable {
  /** Value of TF_REATTACH_PROVIDERS. With it Terraform uses this provider and downloads none. */
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
      // The nesting of a single block already limits it to one.
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

/** Gives every call the same answer. */
function always(answer: object) {
  return (_call: Call, reply: sendUnaryData<object>): void => reply(null, answer);
}

let definition: ServiceDefinition | undefined;

/** Terraform's plugin protocol, which answers GetSchema with bytes: encoding the schema takes longer than validating. */
function pluginProtocol(): ServiceDefinition {
  if (definition) return definition;
  const { Provider } = loadPackageDefinition(loadSync(proto, { keepCase: true }))['tfplugin5'] as unknown as {
    readonly Provider: ServiceClientConstructor;
  };
  const { GetSchema, ...others } = Provider.service;
  if (!GetSchema) throw new Error(`There is no GetSchema in ${proto}.`);
  const schema = readAwsSchema();
  const bytes = GetSchema.responseSerialize({
    provider: schemaMessage(schema.provider),
    resource_schemas: schemaMessages(schema.resources),
    data_source_schemas: schemaMessages(schema.data),
  });
  definition = { ...others, GetSchema: { ...GetSchema, responseSerialize: () => bytes } };
  return definition;
}

/**
 * Serves the AWS provider's schema over Terraform's plugin protocol 5. It creates nothing: `validate`, and `test` with
 * `mock_provider`, need only the schema.
 */
export async function startSchemaProvider(): Promise<SchemaProvider> {
  const server = new Server({ 'grpc.max_send_message_length': -1 });
  server.addService(pluginProtocol(), {
    GetSchema: always({}),
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
    // Terraform does not stop the process when it is done.
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
