import type { Summary } from './summary.ts';

/** The payload of an IP packet. */
export interface Payload {
  readonly bytes: DataView;
  /** Where it begins. */
  readonly at: number;
  /** Its length as the IP header gives it. Fewer bytes may have been captured. */
  readonly length: number;
  readonly family: 4 | 6;
  readonly summary: Summary;
}
