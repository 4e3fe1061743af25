import type { TypedDocumentString } from './generated/graphql.ts';

/** An operation of GraphQL as text, which knows the types of its result and its variables. */
export type Operation<Result, Variables> = TypedDocumentString<Result, Variables>;

/** Left out if an operation has none, or if all have defaults. */
export type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** The result without the kinds of UserError. */
export type Payload<Result> = Exclude<Result, { readonly message: string }>;
