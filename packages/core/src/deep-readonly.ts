/** A value that is not to be changed, all the way down. */
export type DeepReadonly<T> =
  T extends ReadonlySet<infer Item>
    ? ReadonlySet<Item>
    : T extends object
      ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
      : T;
