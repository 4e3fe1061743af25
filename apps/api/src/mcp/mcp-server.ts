import { readFileSync } from 'node:fs';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { labJsonSchema } from '@pineapple/lab-files';
import type { Logger } from 'pino';
import { schemaFile } from '../graphql/schema.ts';
import { findLab } from './find-lab.ts';
import { summarise } from './lab-summary.ts';
import type { OwnApi } from './own-api.ts';
import { ToolError } from './tool-error.ts';
import { tools } from './tools/index.ts';

const instructions =
  'Virtual network labs: nodes are containers, networks connect them. Change a lab by its files: export_lab, edit, change_lab. ' +
  'The resource pineapple://lab-schema describes lab.yaml. Tools take names or ids of labs and nodes.';

const labUri = /^pineapple:\/\/labs\/([\w-]{1,100})$/;

const resources = [
  {
    uri: 'pineapple://lab-schema',
    name: 'lab.yaml',
    description: 'The JSON Schema of lab.yaml.',
    mimeType: 'application/schema+json',
    read: () => JSON.stringify(labJsonSchema()),
  },
  {
    uri: 'pineapple://graphql-schema',
    name: 'schema.graphql',
    description: 'The schema of the GraphQL API at /graphql.',
    mimeType: 'application/graphql',
    read: () => readFileSync(schemaFile, 'utf8'),
  },
];

const labTemplate = {
  uriTemplate: 'pineapple://labs/{id}',
  name: 'lab',
  description: 'The summary of a lab, as describe_lab gives it.',
  mimeType: 'text/plain',
};

/** Makes a server of the Model Context Protocol for one caller. */
export function createMcpServer(api: OwnApi, logger: Logger): Server {
  const server = new Server(
    { name: 'pineapple-networks', version: '0.1.0' },
    { capabilities: { tools: {}, resources: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ run: _, ...described }) => described),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name.slice(0, 60)}.`);
    try {
      return textResult(await tool.run(params.arguments, api));
    } catch (error) {
      if (error instanceof ToolError) return { ...textResult(error.message), isError: true };
      if (!api.signal.aborted) logger.error({ err: error, tool: tool.name }, 'a tool failed');
      throw new McpError(ErrorCode.InternalError, 'Something went wrong on our side.');
    }
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: resources.map(({ read: _, ...described }) => described),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [labTemplate] }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const { mimeType, text } = await readResource(uri, api);
    return { contents: [{ uri, mimeType, text }] };
  });
  return server;
}

async function readResource(uri: string, api: OwnApi): Promise<{ mimeType: string; text: string }> {
  const known = resources.find((each) => each.uri === uri);
  if (known) return { mimeType: known.mimeType, text: known.read() };
  const id = labUri.exec(uri)?.[1];
  if (id === undefined)
    throw new McpError(ErrorCode.InvalidParams, `There is no resource ${uri.slice(0, 100)}.`);
  try {
    return { mimeType: labTemplate.mimeType, text: summarise(await findLab(api, id)) };
  } catch (error) {
    if (error instanceof ToolError) throw new McpError(ErrorCode.InvalidParams, error.message);
    throw error;
  }
}

const textResult = (text: string) => ({ content: [{ type: 'text' as const, text }] });
