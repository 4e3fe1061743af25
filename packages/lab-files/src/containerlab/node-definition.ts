import type { YamlView } from '../yaml/yaml-view.ts';

/** A node with what it inherits: from the topology's defaults, its kind and its group. */
export class NodeDefinition {
  readonly name: string;
  readonly own: YamlView;
  readonly kind: string | null;
  /** From the most general to the node's own. */
  readonly #levels: readonly YamlView[];

  constructor(name: string, own: YamlView, topology: YamlView) {
    const defaults = topology.get('defaults');
    const groupName = own.get('group').text() ?? defaults.get('group').text();
    const group = topology.get('groups').get(groupName ?? '');
    this.name = name;
    this.own = own;
    this.kind = own.get('kind').text() ?? group.get('kind').text() ?? defaults.get('kind').text();
    this.#levels = [defaults, topology.get('kinds').get(this.kind ?? ''), group, own];
  }

  /** The most specific value of a field. */
  get(field: string): YamlView {
    const given = this.#levels.filter((level) => level.get(field).exists);
    return (given.at(-1) ?? this.own).get(field);
  }

  /** The items of a list, of every level, the most general first. */
  list(field: string): readonly YamlView[] {
    return this.#levels.flatMap((level) => level.get(field).texts());
  }

  /** The entries of a map, the most specific value of each key. */
  map(field: string): ReadonlyMap<string, YamlView> {
    return new Map(this.#levels.flatMap((level) => level.get(field).entries()));
  }

  /** Every field that some level gives, with its most specific value. */
  fields(): ReadonlyMap<string, YamlView> {
    return new Map(this.#levels.flatMap((level) => level.entries()));
  }
}
