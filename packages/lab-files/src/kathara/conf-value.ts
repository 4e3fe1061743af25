/** A value of a lab.conf in quotes; null if it has both kinds of quotes or more than one line. */
export function confValue(text: string): string | null {
  if (/[\r\n]/.test(text)) return null;
  if (!text.includes('"')) return `"${text}"`;
  return text.includes("'") ? null : `'${text}'`;
}
