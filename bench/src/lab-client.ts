import type { ApiClient } from './api-client.ts';

const createLab = `mutation($input: CreateLabInput!) {
  createLab(input: $input) { __typename ... on CreateLabPayload { lab { id } } ... on UserError { message } }
}`;
const createNetwork = `mutation($input: CreateNetworkInput!) {
  createNetwork(input: $input) { __typename ... on CreateNetworkPayload { network { id } } ... on UserError { message } }
}`;
const createContainer = `mutation($input: CreateContainerInput!) {
  createContainer(input: $input) { __typename ... on CreateContainerPayload { container { id } } ... on UserError { message } }
}`;
const deleteContainer = `mutation($input: DeleteContainerInput!) {
  deleteContainer(input: $input) { __typename ... on UserError { message } }
}`;
const deleteLab = `mutation($input: DeleteLabInput!) {
  deleteLab(input: $input) { __typename ... on UserError { message } }
}`;

interface Named {
  readonly id: string;
}

export async function makeLab(api: ApiClient, name: string): Promise<string> {
  const answer = await api.request<{ createLab: { lab: Named } }>(createLab, { input: { name } });
  return answer.createLab.lab.id;
}

export async function makeNetwork(api: ApiClient, labId: string, name: string): Promise<string> {
  const answer = await api.request<{ createNetwork: { network: Named } }>(createNetwork, {
    input: { labId, name },
  });
  return answer.createNetwork.network.id;
}

export async function makeContainer(
  api: ApiClient,
  input: { labId: string; name: string; image: string; networks: readonly { networkId: string }[] },
): Promise<string> {
  const answer = await api.request<{ createContainer: { container: Named } }>(createContainer, { input });
  return answer.createContainer.container.id;
}

export async function dropContainer(api: ApiClient, containerId: string): Promise<void> {
  await api.request(deleteContainer, { input: { containerId } });
}

export async function dropLab(api: ApiClient, labId: string): Promise<void> {
  await api.request(deleteLab, { input: { labId } });
}
