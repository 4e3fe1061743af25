/** The first of `host-1`, `host-2`… that is not taken. */
export function nextFreeName(prefix: string, taken: readonly string[]): string {
  const names = new Set(taken);
  let number = 1;
  while (names.has(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}

/** The first of `OSPF triangle`, `OSPF triangle 2`… that is not taken, whatever the case. */
export function nextFreeLabName(wanted: string, taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let number = 2; names.has(name.toLowerCase()); number += 1) name = `${wanted} ${number}`;
  return name;
}
