import type { APIRequestContext } from 'playwright-core';

/** A page, or anything else that sends requests with the cookies of a session. */
interface Client {
  readonly request: APIRequestContext;
}

/** Sends a request as the client's user. @throws Error with the first error of the answer */
export async function ask<T>(client: Client, query: string, variables: object = {}): Promise<T> {
  const response = await client.request.post('/graphql', { data: { query, variables } });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

/** Creates a lab with one network and these containers, without the pages. */
export async function makeLab(client: Client, name: string, containers: readonly string[]): Promise<string> {
  const labId = await createLab(client, { name });
  const networkId = await createNetwork(client, { labId, name: 'lan' });
  for (const container of containers)
    await createContainer(client, { labId, name: container, image: 'host', networks: [{ networkId }] });
  return labId;
}

/** @param input A `CreateLabInput`. @returns the lab's id */
export async function createLab(client: Client, input: object): Promise<string> {
  const { createLab: made } = await ask<{ createLab: { lab: { id: string } } }>(
    client,
    'mutation ($input: CreateLabInput!) { createLab(input: $input) { ... on CreateLabPayload { lab { id } } } }',
    { input },
  );
  return made.lab.id;
}

/** @param input A `CreateNetworkInput`. @returns the network's id */
export async function createNetwork(client: Client, input: object): Promise<string> {
  const { createNetwork: made } = await ask<{ createNetwork: { network: { id: string } } }>(
    client,
    `mutation ($input: CreateNetworkInput!) {
      createNetwork(input: $input) { ... on CreateNetworkPayload { network { id } } }
    }`,
    { input },
  );
  return made.network.id;
}

/** @param input A `CreateContainerInput`. */
export async function createContainer(client: Client, input: object): Promise<void> {
  await ask(
    client,
    'mutation ($input: CreateContainerInput!) { createContainer(input: $input) { __typename } }',
    { input },
  );
}

/** Creates a token with all scopes. */
export async function makeToken(client: Client): Promise<string> {
  const { createApiToken } = await ask<{ createApiToken: { secret: string } }>(
    client,
    `mutation { createApiToken(input: { name: "test" }) { ... on CreateApiTokenPayload { secret } } }`,
  );
  return createApiToken.secret;
}

/** Deletes all labs of the client's user. */
export async function deleteLabs(client: Client): Promise<void> {
  const { labs } = await ask<{ labs: { nodes: { id: string }[] } }>(
    client,
    '{ labs(first: 100) { nodes { id } } }',
  );
  for (const { id } of labs.nodes) {
    await ask(client, `mutation ($labId: ID!) { deleteLab(input: { labId: $labId }) { __typename } }`, {
      labId: id,
    });
  }
}
