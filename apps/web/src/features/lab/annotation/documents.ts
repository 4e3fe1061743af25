import { graphql } from '../../../generated/gql.ts';

export const annotationFields = graphql(`
  fragment AnnotationFields on Annotation {
    id
    kind
    text
    colour
    position {
      x
      y
    }
    width
    height
  }
`);

export const createAnnotationMutation = graphql(`
  mutation CreateAnnotation($input: CreateAnnotationInput!) {
    createAnnotation(input: $input) {
      __typename
      ... on CreateAnnotationPayload {
        annotation {
          id
        }
        lab {
          ...EditedAnnotations
        }
      }
      ...Refusal
    }
  }
`);

export const updateAnnotationMutation = graphql(`
  mutation UpdateAnnotation($input: UpdateAnnotationInput!) {
    updateAnnotation(input: $input) {
      __typename
      ... on UpdateAnnotationPayload {
        annotation {
          ...AnnotationFields
        }
        lab {
          ...EditedLab
        }
      }
      ...Refusal
    }
  }
`);

export const deleteAnnotationMutation = graphql(`
  mutation DeleteAnnotation($input: DeleteAnnotationInput!) {
    deleteAnnotation(input: $input) {
      __typename
      ... on DeleteAnnotationPayload {
        deletedAnnotationId
        lab {
          ...EditedAnnotations
        }
      }
      ...Refusal
    }
  }
`);

/** What adding or deleting an annotation changes. */
export const editedAnnotations = graphql(`
  fragment EditedAnnotations on Lab {
    ...EditedLab
    annotations {
      ...AnnotationFields
    }
  }
`);
