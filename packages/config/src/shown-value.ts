const longest = 120;

/** Variables that may contain a secret. */
const secretVariables: ReadonlySet<string> = new Set(['PINEAPPLE_BUS_URL', 'PINEAPPLE_TOKEN']);

function hasNoCredentials(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && url.hostname !== '' && url.username === '' && url.password === '' && url.search === ''
  );
}

/** A value for an error message: quoted, shortened, and hidden if it may be a secret. */
export function shownValue(variable: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (secretVariables.has(variable) && !hasNoCredentials(value)) return '(hidden, it may contain a password)';
  const withoutUserinfo = value.replace(/\/\/[^/]*@/g, '//***@');
  return JSON.stringify(
    withoutUserinfo.length > longest ? `${withoutUserinfo.slice(0, longest)}…` : withoutUserinfo,
  );
}
