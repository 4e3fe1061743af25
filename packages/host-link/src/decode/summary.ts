/** What a packet's row says. Decoders fill it from the outer layer to the inner one. */
export interface Summary {
  source: string;
  destination: string;
  /** Of the innermost layer that was recognised. */
  protocol: string;
  info: string;
}

/** Decodes a layer at an offset. Reading past the end of the bytes throws RangeError, as DataView does. */
export type Decoder = (bytes: DataView, at: number, summary: Summary) => void;
