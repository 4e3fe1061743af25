/** A bus is given by name or by ARN. Without either it is the default bus. */
export function busName(given: string | undefined): string {
  return given?.replace(/^arn:aws[a-z-]*:events:[^:]*:\d{12}:event-bus\//, '') ?? 'default';
}
