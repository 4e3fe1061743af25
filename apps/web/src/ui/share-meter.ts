/** The use of something that has a limit. */
export interface Meter {
  readonly label: string;
  /** Used share, from 0 to 1. */
  readonly share: number;
  readonly used: string;
  readonly total: string;
  readonly unit: string;
}

/** A total of zero counts as full. */
export function meter(
  label: string,
  used: number,
  total: number,
  usedText: string,
  totalText: string,
  unit = '',
): Meter {
  const share = total > 0 ? Math.min(1, Math.max(0, used / total)) : 1;
  return { label, share, used: usedText, total: totalText, unit };
}

export function inGb(mb: number): string {
  return (mb / 1024).toFixed(1);
}
