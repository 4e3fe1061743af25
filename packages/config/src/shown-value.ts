const longest = 120;

/** Variables whose value may hold a password. */
const secretive: ReadonlySet<string> = new Set(['PINEAPPLE_BUS_URL', 'PINEAPPLE_TOKEN']);

function hasNoCredentials(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && url.hostname !== '' && url.username === '' && url.password === '' && url.search === ''
  );
}

/** A value as an error message may repeat it: quoted, shortened, and hidden where it could be a secret. */
export function shownValue(variable: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (secretive.has(variable) && !hasNoCredentials(value)) return '(hidden, it may hold a password)';
  const withoutUserinfo = value.replace(/\/\/[^/]*@/g, '//***@');
  return JSON.stringify(
    withoutUserinfo.length > longest ? `${withoutUserinfo.slice(0, longest)}…` : withoutUserinfo,
  );
}
