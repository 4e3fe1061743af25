import type { Page } from 'playwright-core';

/** Sends a request as the user signed in on the page. @throws Error with the first error of the answer */
export async function ask<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const response = await page.request.post('/graphql', { data: { query, variables } });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

/** Creates a lab with one network and these containers, without the pages. */
export async function makeLab(page: Page, name: string, containers: readonly string[]): Promise<string> {
  const labId = await createLab(page, { name });
  const networkId = await createNetwork(page, { labId, name: 'lan' });
  for (const container of containers)
    await createContainer(page, { labId, name: container, image: 'host', networks: [{ networkId }] });
  return labId;
}

/** @param input A `CreateLabInput`. @returns the lab's id */
export async function createLab(page: Page, input: object): Promise<string> {
  const { createLab: made } = await ask<{ createLab: { lab: { id: string } } }>(
    page,
    'mutation ($input: CreateLabInput!) { createLab(input: $input) { ... on CreateLabPayload { lab { id } } } }',
    { input },
  );
  return made.lab.id;
}

/** @param input A `CreateNetworkInput`. @returns the network's id */
export async function createNetwork(page: Page, input: object): Promise<string> {
  const { createNetwork: made } = await ask<{ createNetwork: { network: { id: string } } }>(
    page,
    `mutation ($input: CreateNetworkInput!) {
      createNetwork(input: $input) { ... on CreateNetworkPayload { network { id } } }
    }`,
    { input },
  );
  return made.network.id;
}

/** @param input A `CreateContainerInput`. */
export async function createContainer(page: Page, input: object): Promise<void> {
  await ask(
    page,
    'mutation ($input: CreateContainerInput!) { createContainer(input: $input) { __typename } }',
    { input },
  );
}

/** Creates a token with all scopes. */
export async function makeToken(page: Page): Promise<string> {
  const { createApiToken } = await ask<{ createApiToken: { secret: string } }>(
    page,
    `mutation { createApiToken(input: { name: "test" }) { ... on CreateApiTokenPayload { secret } } }`,
  );
  return createApiToken.secret;
}

/** Deletes all labs of the user signed in on the page. */
export async function deleteLabs(page: Page): Promise<void> {
  const { labs } = await ask<{ labs: { nodes: { id: string }[] } }>(
    page,
    '{ labs(first: 100) { nodes { id } } }',
  );
  for (const { id } of labs.nodes) {
    await ask(page, `mutation ($labId: ID!) { deleteLab(input: { labId: $labId }) { __typename } }`, {
      labId: id,
    });
  }
}
