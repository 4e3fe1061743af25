// What the language has since later versions of Node, for the one file that runs with Node 20. Imported before everything else.

// The bundle finds them under the same keys.
for (const name of ['dispose', 'asyncDispose'] as const) {
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) });
}

if (!('withResolvers' in Promise)) {
  const withResolvers = function <T>(this: PromiseConstructor): PromiseWithResolvers<T> {
    let settle: Pick<PromiseWithResolvers<T>, 'resolve' | 'reject'> | undefined;
    const promise = new this<T>((resolve, reject) => {
      settle = { resolve, reject };
    });
    if (settle === undefined) throw new TypeError('The promise did not call its executor');
    return { promise, ...settle };
  };
  Object.defineProperty(Promise, 'withResolvers', {
    value: withResolvers,
    writable: true,
    configurable: true,
  });
}

if (!('groupBy' in Map)) {
  const groupBy = <K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> => {
    const groups = new Map<K, T[]>();
    let index = 0;
    for (const item of items) {
      const key = keyOf(item, index);
      index += 1;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    return groups;
  };
  Object.defineProperty(Map, 'groupBy', { value: groupBy, writable: true, configurable: true });
}
