import type { Lab } from '@pineapple/core';

export type Placement =
  /** The revision that was asked for, as it is placed now. */
  | { readonly kind: 'placed'; readonly lab: Lab }
  | { readonly kind: 'no-host'; readonly reason: string }
  /** The lab was deleted before it came to any host, and is forgotten. */
  | { readonly kind: 'gone' };

/** What came of one try; what others have done meanwhile is to be read again. */
export type Attempt = Placement | { readonly kind: 'placed-by-others' };
