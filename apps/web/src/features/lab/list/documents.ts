import { graphql } from '../../../generated/gql.ts';

export const labSummary = graphql(`
  fragment LabSummary on Lab {
    id
    name
    folder
    createdAt
    networks {
      id
    }
    containers {
      id
      readiness {
        phase
        version
      }
    }
  }
`);

export const labsQuery = graphql(`
  query Labs($first: Int!, $after: String, $search: String, $folder: String) {
    labFolders
    viewer {
      id
      usage {
        containers {
          used
          limit
        }
      }
    }
    labs(first: $first, after: $after, search: $search, folder: $folder) {
      nodes {
        ...LabSummary
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`);

/** Keeps the phase counts of the list live. */
export const viewerReadinessSubscription = graphql(`
  subscription ViewerReadiness {
    viewerReadiness {
      phase
      version
      container {
        id
        readiness {
          phase
          version
        }
      }
    }
  }
`);

/** Whether the site has several hosts to choose from. */
export const canSpreadQuery = graphql(`
  query CanSpread {
    canSpread
  }
`);

export const labTemplatesQuery = graphql(`
  query LabTemplates {
    labTemplates {
      id
      name
      description
      networkCount
      containerCount
      networks {
        name
        position {
          x
          y
        }
      }
      containers {
        name
        image
        position {
          x
          y
        }
        links {
          network
        }
      }
    }
  }
`);

export const createLabMutation = graphql(`
  mutation CreateLab($input: CreateLabInput!) {
    createLab(input: $input) {
      __typename
      ... on CreateLabPayload {
        lab {
          ...LabSummary
        }
      }
      ...Refusal
    }
  }
`);
