import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/**
 * Everything in a schema that a client can rely on, without descriptions, in lines such as
 * `Query.labs(first:): Int = 20`. A schema contains another one when it contains its lines.
 */
export function outline(schema: GraphQLSchema): readonly string[] {
  const roots = (['Query', 'Mutation', 'Subscription'] as const).flatMap((operation) => {
    const root = schema[`get${operation}Type`]();
    return root ? [`${operation.toLowerCase()}: ${root.name}`] : [];
  });
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  return [...roots, ...types.flatMap(typeLines)];
}

function typeLines(type: GraphQLNamedType): string[] {
  const { name } = type;
  if (isScalarType(type)) return [`scalar ${name}`];
  if (isEnumType(type)) return [`enum ${name}`, ...type.getValues().map((value) => `${name}.${value.name}`)];
  if (isUnionType(type))
    return [`union ${name}`, ...type.getTypes().map((member) => `${name} = ${member.name}`)];
  if (isInputObjectType(type)) {
    return [
      `input ${name}`,
      ...Object.values(type.getFields()).map((field) => `${name}.${inputLine(field)}`),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    `${isObjectType(type) ? 'type' : 'interface'} ${name}`,
    ...type.getInterfaces().map((each) => `${name} implements ${each.name}`),
    ...Object.values(type.getFields()).flatMap((field) => [
      `${name}.${field.name}: ${field.type.toString()}`,
      ...field.args.map((argument) => `${name}.${field.name}(${inputLine(argument)})`),
    ]),
  ];
}

function inputLine({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const preset = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return `${name}: ${type.toString()}${preset ? ` = ${print(preset)}` : ''}`;
}
