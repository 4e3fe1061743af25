/** A bus may be given by its name or by its ARN; none means the default one. */
export function busName(given: string | undefined): string {
  return given?.replace(/^arn:aws[a-z-]*:events:[^:]*:\d{12}:event-bus\//, '') ?? 'default';
}
