/** Limits of one operation, over HTTP and WebSocket. */
export const operationLimits = {
  /** Lexical tokens of a document. */
  tokens: 1500,
  /** Levels of nested fields. The website's deepest query has eight. */
  depth: 10,
  /** Aliased fields, also at the root of a mutation. */
  aliases: 30,
  /** Fields at the root: the most mutations in one request. */
  rootFields: 30,
  directives: 20,
  /** Objects in the answer, by the estimate of operation-cost.ts. */
  cost: 20_000,
  /** Bytes of an HTTP body or a WebSocket message, and characters of any operation. */
  requestBytes: 100_000,
  /** Bytes of an HTTP body of a caller who is signed in: files of a lab in the variables, in base64. */
  signedInRequestBytes: 19_500_000,
  /** Bytes of a body that counts as the transfer of a file, which a user has few of at a time. */
  largeRequestBytes: 1_100_000,
} as const;
