import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * The assumed length of each list. A lab may hold 100 networks and 100 containers, but few do; the limit leaves room for
 * the difference.
 */
const listSizes: ReadonlyMap<string, number> = new Map([
  ['networks', 30],
  ['containers', 50],
  ['phases', 5],
  ['terminals', 3],
  ['images', 10],
  ['ownImages', 10],
  ['layers', 10],
  ['snapshots', 10],
  ['apiTokens', 10],
  ['sessions', 10],
  ['labTemplates', 5],
  ['linkPresets', 5],
  ['linkLimits', 12],
  ['links', 3],
  // It may have 10 MB of binary files.
  ['exported', 100],
  ['files', 2],
  ['issues', 3],
  ['tableHistory', 60],
  ['changes', 2],
  ['routes', 8],
  ['addresses', 4],
  ['neighbours', 4],
  ['fdb', 4],
  ['filters', 4],
  ['hosts', 3],
  ['annotations', 10],
  ['sysctls', 2],
  ['env', 3],
  ['waitFor', 2],
  ['ports', 2],
  ['lines', 50],
  ['ends', 2],
  ['notes', 10],
  ['cells', 50],
  ['hops', 6],
  ['back', 6],
]);

/** A container has a few interfaces, a network one for each of its containers. */
const interfacesOfContainer = 4;
const interfacesOfNetwork = 30;
const containers: ReadonlySet<string> = new Set(['containers', 'container', 'Container']);

/** Lists whose length the caller chooses, with their default. */
const pages: ReadonlyMap<string, number> = new Map([
  ['labs', 20],
  ['applies', 10],
]);

/** Whether a list with this name counts as several objects. `edges` and `nodes` count with the page that has them. */
export function hasAssumedLength(name: string): boolean {
  return name === 'interfaces' || listSizes.has(name) || pages.has(name) || ['edges', 'nodes'].includes(name);
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Estimates the number of objects in an answer. Each field with a selection counts once per item of the lists around it.
 * Fragments are estimated once each.
 */
export function operationCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const definitions = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) definitions.set(each.name.value, each);
  }
  const fragments = new Map<string, number>();
  const values = { ...defaultsOf(operation), ...variables };
  return costOf(operation.selectionSet, '');

  /** @param parent the field or type that the selection is made from */
  function costOf(set: SelectionSetNode, parent: string): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += costOf(selection.selectionSet, selection.typeCondition?.name.value ?? parent);
      } else if (selection.selectionSet !== undefined) {
        const each = 1 + costOf(selection.selectionSet, selection.name.value);
        cost += size(selection, parent, values) * each;
      }
    }
    return cost;
  }

  function costOfFragment(name: string): number {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    fragments.set(name, 0);
    const definition = definitions.get(name);
    const cost =
      definition === undefined ? 0 : costOf(definition.selectionSet, definition.typeCondition.name.value);
    fragments.set(name, cost);
    return cost;
  }
}

/** The numbers that variables have when a request leaves them out. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  const defaults: Record<string, number> = {};
  for (const { variable, defaultValue } of variableDefinitions) {
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);
  }
  return defaults;
}

/** Whether the variables can change the cost. */
export function costDependsOnVariables(document: DocumentNode): boolean {
  // Only a variable for `first` matters. Looking for any variable of type Int is a safe approximation.
  return document.definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && hasIntVariable(each));
}

function hasIntVariable({ variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return variableDefinitions.some(({ type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    return named.kind === Kind.NAMED_TYPE && named.name.value === 'Int';
  });
}

function size({ name, arguments: given = [] }: FieldNode, parent: string, variables: Variables): number {
  if (name.value === 'interfaces')
    return containers.has(parent) ? interfacesOfContainer : interfacesOfNetwork;
  const fallback = pages.get(name.value);
  if (fallback === undefined) return listSizes.get(name.value) ?? 1;
  const value = given.find((each) => each.name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Math.max(1, Number(value.value));
  if (value?.kind !== Kind.VARIABLE) return fallback;
  const chosen = variables[value.name.value];
  return typeof chosen === 'number' ? Math.max(1, chosen) : fallback;
}
