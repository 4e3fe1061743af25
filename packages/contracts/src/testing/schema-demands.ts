import {
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLSchema,
} from 'graphql';

/**
 * The required arguments and input fields of `schema` that `contract` does not have. A client that knows only the
 * contract would fail for each of them.
 */
export function newDemands(contract: GraphQLSchema, schema: GraphQLSchema): readonly string[] {
  return Object.values(contract.getTypeMap()).flatMap((known) => {
    const type = schema.getType(known.name);
    if (isInputObjectType(known) && isInputObjectType(type)) {
      return Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field) && !(field.name in known.getFields()))
        .map((field) => `${type.name}.${field.name}`);
    }
    if (!isObjectType(known) && !isInterfaceType(known)) return [];
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(known.getFields()).flatMap((field) => {
      const present = new Set(field.args.map(({ name }) => name));
      return (type.getFields()[field.name]?.args ?? [])
        .filter((argument) => isRequiredArgument(argument) && !present.has(argument.name))
        .map((argument) => `${type.name}.${field.name}(${argument.name}:)`);
    });
  });
}
