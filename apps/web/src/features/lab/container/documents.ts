import { graphql } from '../../../generated/gql.ts';

export const containerFields = graphql(`
  fragment ContainerFields on Container {
    id
    name
    createdAt
    host {
      id
    }
    position {
      x
      y
    }
    image {
      id
      name
    }
    gatewayChoice
    defaultGateway
    changedSinceStart
    filesVersion
    config {
      sysctls {
        name
        value
      }
      env {
        name
        value
      }
      entrypoint
      command
      user
      workingDir
      exec
      routes {
        destination
        gateway
      }
      waitFor {
        containerId
        until
        container {
          id
          name
        }
      }
      onStop
      cpus
      memoryMb
      ports {
        port
        name
      }
    }
    readiness {
      phase
      reason
      since
      elapsedMs
      version
      phases {
        phase
        at
        durationMs
      }
    }
    interfaces {
      name
      ipv4Address
      ipv6Address
      macAddress
      linkUp
      quality {
        outage {
          downSeconds
          upSeconds
          since
        }
        toContainer {
          ...ImpairmentFields
        }
        fromContainer {
          ...ImpairmentFields
        }
      }
      network {
        id
        name
      }
    }
  }
`);

export const imagesQuery = graphql(`
  query Images {
    images {
      id
      name
      description
    }
  }
`);

export const createContainerMutation = graphql(`
  mutation CreateContainer($input: CreateContainerInput!) {
    createContainer(input: $input) {
      __typename
      ... on CreateContainerPayload {
        container {
          ...ContainerFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const connectContainerMutation = graphql(`
  mutation ConnectContainer($input: ConnectContainerInput!) {
    connectContainer(input: $input) {
      __typename
      ... on ConnectContainerPayload {
        container {
          ...ContainerFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const deleteContainerMutation = graphql(`
  mutation DeleteContainer($input: DeleteContainerInput!) {
    deleteContainer(input: $input) {
      __typename
      ... on DeleteContainerPayload {
        deletedContainerId
        lab {
          ...EditedLab
        }
      }
      ...Refusal
    }
  }
`);

export const startContainerMutation = graphql(`
  mutation StartContainer($input: StartContainerInput!) {
    startContainer(input: $input) {
      __typename
      ... on StartContainerPayload {
        container {
          ...ContainerFields
        }
      }
      ...Refusal
    }
  }
`);

export const stopContainerMutation = graphql(`
  mutation StopContainer($input: StopContainerInput!) {
    stopContainer(input: $input) {
      __typename
      ... on StopContainerPayload {
        container {
          ...ContainerFields
        }
      }
      ...Refusal
    }
  }
`);

export const restartContainerMutation = graphql(`
  mutation RestartContainer($input: RestartContainerInput!) {
    restartContainer(input: $input) {
      __typename
      ... on RestartContainerPayload {
        container {
          ...ContainerFields
        }
      }
      ...Refusal
    }
  }
`);

export const disconnectContainerMutation = graphql(`
  mutation DisconnectContainer($input: DisconnectContainerInput!) {
    disconnectContainer(input: $input) {
      __typename
      ... on DisconnectContainerPayload {
        container {
          ...ContainerFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const renameContainerMutation = graphql(`
  mutation RenameContainer($input: RenameContainerInput!) {
    renameContainer(input: $input) {
      __typename
      ... on RenameContainerPayload {
        container {
          ...ContainerFields
          lab {
            ...EditedLab
          }
        }
      }
      ...Refusal
    }
  }
`);

export const updateContainerMutation = graphql(`
  mutation UpdateContainer($input: UpdateContainerInput!) {
    updateContainer(input: $input) {
      __typename
      ... on UpdateContainerPayload {
        container {
          ...ContainerFields
          lab {
            ...EditedLab
          }
        }
      }
      ... on UserError {
        code
        message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
    }
  }
`);
