import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const longestText = 100;

/**
 * A scalar that is text. The domain checks its format, not this: a malformed subnet is a ValidationError beside the other
 * issues, not an error of the request.
 */
function textScalar(name: string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} must be a string.`);
    if (value.length > longestText) throw new GraphQLError(`${name} has at most ${longestText} characters.`);
    return value;
  };
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const scalarResolvers = {
  DateTime: textScalar('DateTime'),
  CIDR: textScalar('CIDR'),
  IPAddress: textScalar('IPAddress'),
};
