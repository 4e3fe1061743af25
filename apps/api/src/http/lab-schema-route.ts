import { labJsonSchema } from '@pineapple/lab-files';
import type { FastifyInstance } from 'fastify';

/** Where editors find the JSON Schema of a lab.yaml. */
export const labSchemaPath = '/lab.schema.json';

/** Serves the JSON Schema of a lab.yaml to anyone: it says what the format is, and nothing of a site. */
export function addLabSchemaRoute(app: FastifyInstance): void {
  const schema = JSON.stringify(labJsonSchema());
  app.get(labSchemaPath, (_request, reply) =>
    reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(schema),
  );
}
