/** Numbers of the format pcapng. Source: draft-ietf-opsawg-pcapng. */
export const blockTypes = {
  section: 0x0a0d0d0a,
  interface: 1,
  packet: 6,
  statistics: 5,
} as const;

export const byteOrderMagic = 0x1a2b3c4d;

/** Codes of options. Those of a block mean nothing in another, except `end` and `comment`. */
export const options = {
  end: 0,
  comment: 1,
  section: { application: 4 },
  interface: { name: 2, description: 3, timeResolution: 9, filter: 11 },
  statistics: { end: 3, received: 4, dropped: 5 },
} as const;

/** The type and length before a block's body, and the length after it. */
export const blockOverheadBytes = 12;

/** Bodies and options are padded to 32 bits. */
export function padded(length: number): number {
  return (length + 3) & ~3;
}
