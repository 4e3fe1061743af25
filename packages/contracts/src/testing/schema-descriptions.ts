import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** The types, fields, arguments, input fields and enum values of a schema without a description. */
export function undescribed(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => [...silent([type], ''), ...membersOf(type)]);
}

function membersOf(type: GraphQLNamedType): string[] {
  const within = `${type.name}.`;
  if (isEnumType(type)) return silent(type.getValues(), within);
  if (isInputObjectType(type)) return silent(Object.values(type.getFields()), within);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [
    ...silent(fields, within),
    ...fields.flatMap(({ name, args }) => silent(args, `${within}${name}.`)),
  ];
}

function silent(parts: readonly Described[], within: string): string[] {
  return parts.filter(({ description }) => !description?.trim()).map(({ name }) => `${within}${name}`);
}
