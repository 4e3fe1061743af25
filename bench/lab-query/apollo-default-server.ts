import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';

/**
 * The floor: Apollo Server's default set-up from its documentation, on Express 5, with the lab as plain objects in
 * memory. It has no store, no session and no limits. Its arguments are the schema and the file with the lab.
 */
const [schemaFile = '', dataFile = ''] = process.argv.slice(2);
const data: unknown = JSON.parse(readFileSync(dataFile, 'utf8'));
const server = new ApolloServer({
  typeDefs: readFileSync(schemaFile, 'utf8'),
  resolvers: { Query: { lab: () => data } },
});
await server.start();
const app = express();
app.use('/graphql', express.json(), expressMiddleware(server));
const listener = app.listen(0, '127.0.0.1', () => {
  const address = listener.address();
  if (address && typeof address === 'object') console.log(JSON.stringify({ port: address.port }));
});
