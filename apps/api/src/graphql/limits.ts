/** How much one operation may ask for, on HTTP and WebSocket alike. */
export const operationLimits = {
  /** Lexical tokens of a document. */
  tokens: 1500,
  /** Fields inside fields. The product's own deepest query has eight. */
  depth: 10,
  /** Renamed fields, those of mutations included. */
  aliases: 30,
  /** Fields directly under the operation: as many mutations can be in one request. */
  rootFields: 30,
  directives: 20,
  /** Objects that the answer may hold by a cautious estimate; see operation-cost.ts. */
  cost: 20_000,
  /** Bytes of an HTTP body or a WebSocket message. */
  requestBytes: 100_000,
} as const;
