/** Why a tool did nothing, in words for its caller. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
