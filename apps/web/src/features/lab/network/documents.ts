import { graphql } from '../../../generated/gql.ts';

export const networkFields = graphql(`
  fragment NetworkFields on Network {
    id
    name
    phase
    reason
    ipv4Subnet
    ipv6Subnet
    mtu
    internet
    createdAt
    position {
      x
      y
    }
  }
`);

export const createNetworkMutation = graphql(`
  mutation CreateNetwork($input: CreateNetworkInput!) {
    createNetwork(input: $input) {
      __typename
      ... on CreateNetworkPayload {
        network {
          ...NetworkFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const deleteNetworkMutation = graphql(`
  mutation DeleteNetwork($input: DeleteNetworkInput!) {
    deleteNetwork(input: $input) {
      __typename
      ... on DeleteNetworkPayload {
        deletedNetworkId
        lab {
          ...EditedLab
        }
      }
      ...Refusal
    }
  }
`);

export const renameNetworkMutation = graphql(`
  mutation RenameNetwork($input: RenameNetworkInput!) {
    renameNetwork(input: $input) {
      __typename
      ... on RenameNetworkPayload {
        network {
          ...NetworkFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const updateNetworkMutation = graphql(`
  mutation UpdateNetwork($input: UpdateNetworkInput!) {
    updateNetwork(input: $input) {
      __typename
      ... on UpdateNetworkPayload {
        network {
          ...NetworkFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);
