import { graphql } from '../../generated/gql.ts';

export const ownImage = graphql(`
  fragment OwnImageFacts on OwnImage {
    id
    name
    dockerfile
    pulledFrom
    context {
      sha256
      bytes
    }
    state
    reason
    requestedAt
  }
`);

export const ownImagesQuery = graphql(`
  query OwnImages {
    ownImages {
      ...OwnImageFacts
    }
    viewer {
      id
      usage {
        images {
          used
          limit
        }
      }
    }
    images {
      id
      name
      description
    }
    registries
    buildEgress
  }
`);

export const buildImageMutation = graphql(`
  mutation BuildImage($input: BuildImageInput!) {
    buildImage(input: $input) {
      __typename
      ... on BuildImagePayload {
        image {
          ...OwnImageFacts
        }
      }
      ...Refusal
    }
  }
`);

export const pullImageMutation = graphql(`
  mutation PullImage($input: PullImageInput!) {
    pullImage(input: $input) {
      __typename
      ... on PullImagePayload {
        image {
          ...OwnImageFacts
        }
      }
      ...Refusal
    }
  }
`);

export const cancelImageBuildMutation = graphql(`
  mutation CancelImageBuild($input: CancelImageBuildInput!) {
    cancelImageBuild(input: $input) {
      __typename
      ... on CancelImageBuildPayload {
        image {
          ...OwnImageFacts
        }
      }
      ...Refusal
    }
  }
`);

export const deleteImageMutation = graphql(`
  mutation DeleteImage($input: DeleteImageInput!) {
    deleteImage(input: $input) {
      __typename
      ... on DeleteImagePayload {
        deletedName
      }
      ...Refusal
    }
  }
`);

export const imageBuildSubscription = graphql(`
  subscription ImageBuild($name: String!) {
    imageBuild(name: $name) {
      image {
        ...OwnImageFacts
      }
      lines
      layers {
        id
        state
        current
        total
      }
    }
  }
`);
