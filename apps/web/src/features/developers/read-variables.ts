/** Variables as somebody typed them: an object of JSON, or what is wrong with it. */
export function readVariables(text: string): { variables: Record<string, unknown> } | { error: string } {
  if (text.trim() === '') return { variables: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { variables: value as Record<string, unknown> };
    }
    return { error: 'Variables are one JSON object, as { "first": 10 }.' };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
