import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { operationLimits } from './limits.ts';

/** The size of an operation with its fragments expanded. */
interface Shape {
  depth: number;
  aliases: number;
  directives: number;
  rootFields: number;
}

/**
 * Refuses operations that are too deep or have too many aliases, directives or root fields. Each fragment is measured
 * once, so fragments that multiply each other are cheap to refuse.
 */
export const shapeRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const fragments = new Map<string, Shape>();
  return {
    OperationDefinition(operation) {
      const shape = measure(operation, context, fragments);
      for (const kind of ['depth', 'aliases', 'directives', 'rootFields'] as const) {
        if (shape[kind] <= operationLimits[kind]) continue;
        context.reportError(new GraphQLError(refusal(kind, shape[kind])));
      }
    },
  };
};

const nouns = {
  depth: 'levels deep',
  aliases: 'aliases',
  directives: 'directives',
  rootFields: 'fields at its root',
};

function refusal(kind: keyof Shape, found: number): string {
  const has = kind === 'depth' ? 'is' : 'has';
  return `The operation ${has} ${found} ${nouns[kind]}; the limit is ${operationLimits[kind]}. Split it up.`;
}

function measure(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  context: ValidationContext,
  fragments: Map<string, Shape>,
): Shape {
  const shape: Shape = { depth: 0, aliases: 0, directives: node.directives?.length ?? 0, rootFields: 0 };
  if (node.kind === Kind.OPERATION_DEFINITION) {
    for (const { directives } of node.variableDefinitions ?? []) shape.directives += directives?.length ?? 0;
  }
  add(node.selectionSet, 1);
  return shape;

  function add(set: SelectionSetNode, level: number): void {
    for (const selection of set.selections) {
      shape.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const inner = fragment(selection.name.value);
        shape.depth = Math.max(shape.depth, level - 1 + inner.depth);
        shape.aliases += inner.aliases;
        shape.directives += inner.directives;
        if (level === 1) shape.rootFields += inner.rootFields;
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        add(selection.selectionSet, level);
        continue;
      }
      if (selection.alias !== undefined) shape.aliases += 1;
      if (level === 1) shape.rootFields += 1;
      // graphql-js has a rule of its own for the depth of introspection.
      if (selection.name.value.startsWith('__')) continue;
      shape.depth = Math.max(shape.depth, level);
      if (selection.selectionSet !== undefined) add(selection.selectionSet, level + 1);
    }
  }

  function fragment(name: string): Shape {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // Another rule refuses a fragment that spreads itself. Here it must only not hang.
    fragments.set(name, { depth: 0, aliases: 0, directives: 0, rootFields: 0 });
    const definition = context.getFragment(name);
    if (definition) fragments.set(name, measure(definition, context, fragments));
    return fragments.get(name) ?? { depth: 0, aliases: 0, directives: 0, rootFields: 0 };
  }
}
